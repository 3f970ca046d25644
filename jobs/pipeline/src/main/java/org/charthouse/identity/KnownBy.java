package org.charthouse.identity;

import org.charthouse.fhir.CompiledView;

/**
 * What a patient is known by, {@code conf/identity/patient.json}.
 *
 * @param view of patients, with {@code patient_id}
 * @param text as it is written
 */
public record KnownBy(CompiledView view, String text) {}
