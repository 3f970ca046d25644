package org.charthouse.synthetic.delivery;

/** The kinds of records that something is planted into; each facility has its own name for them. */
enum Role {
    PATIENT,
    ENCOUNTER,
    PROBLEM,
    OBSERVATION,
    PROCEDURE,
    ORDER
}
