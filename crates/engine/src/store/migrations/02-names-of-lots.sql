-- Whose lots carry a code or a GTIN: asked at each product saved, so that neither is given to another product.
CREATE INDEX lot_sku ON lot (sku);
CREATE INDEX lot_gtin ON lot (gtin) WHERE gtin IS NOT NULL;

-- Whose harvests: asked when a household is completed later, because search finds its lots by it.
CREATE INDEX harvest_household ON harvest (household_id) WHERE household_id IS NOT NULL;
