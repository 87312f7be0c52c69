//! The words of CBV 2.0 that JSON writes bare; everything else is written as a URI.

/// A set of vocabulary words, separated by white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(&'static str);

impl Words {
    /// Whether `word` is one of the set, letter case included.
    #[must_use]
    pub fn contains(self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }

    /// The words in alphabetical order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }
}

/// Business steps (CBV 2.0 §7.1).
pub const BIZ_STEPS: Words = Words(
    "accepting arriving assembling collecting commissioning consigning creating_class_instance \
     cycle_counting decommissioning departing destroying disassembling dispensing encoding \
     entering_exiting holding inspecting installing killing loading other packing picking \
     receiving removing repackaging repairing replacing reserving retail_selling sampling \
     sensor_reporting shipping staging_outbound stock_taking stocking storing transporting \
     unloading unpacking void_shipping",
);

/// Dispositions (CBV 2.0 §7.2).
pub const DISPOSITIONS: Words = Words(
    "active available completeness_inferred completeness_verified conformant container_closed \
     container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit \
     inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement \
     no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved \
     retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable \
     unknown",
);

/// Business transaction types (CBV 2.0 §7.3).
pub const BIZ_TRANSACTION_TYPES: Words =
    Words("bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt");

/// Source and destination types (CBV 2.0 §7.4).
pub const SOURCE_DESTINATION_TYPES: Words = Words("location owning_party possessing_party");

/// Error reasons (CBV 2.0 §7.5).
pub const ERROR_REASONS: Words = Words("did_not_occur incorrect_data");

/// Measurement types of sensor reports (CBV 2.0 §7, terms of the GS1 Web Vocabulary).
pub const MEASUREMENT_TYPES: Words = Words(
    "AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance \
     AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity \
     Area Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent \
     DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity \
     ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance \
     KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity \
     MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration \
     MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass \
     MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity \
     Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension \
     Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux \
     Wavenumber",
);

/// Alert types of sensor reports (CBV 2.0 §7, terms of the GS1 Web Vocabulary).
pub const SENSOR_ALERTS: Words = Words("ALARM_CONDITION ERROR_CONDITION");

/// Components of vector measurements (CBV 2.0 §7).
pub const COMPONENTS: Words = Words(
    "altitude axial_distance azimuth easting elevation_angle height latitude longitude northing \
     polar_angle spherical_radius x y z",
);
