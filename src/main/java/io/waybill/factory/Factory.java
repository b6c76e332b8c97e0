package io.waybill.factory;

/** A place where items are made. */
record Factory(long id, String name, String country) {}
