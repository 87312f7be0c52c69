-- Whose lots carry a code or a GTIN: asked at each product saved, so that neither is given to another product.
CREATE INDEX lot_sku ON lot (sku);
CREATE INDEX lot_gtin ON lot (gtin) WHERE gtin IS NOT NULL;
