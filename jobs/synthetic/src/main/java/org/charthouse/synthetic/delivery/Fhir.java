package org.charthouse.synthetic.delivery;

/** A FHIR resource type and id: how the truth names a record, whatever the form of its delivery. */
record Fhir(String type, String id) {}
