package io.waybill.race;

/** A race, which is locked, has more or fewer places now. Published in the transaction that changes it. */
public record PlacesChanged(RaceId race) {}
