package org.charthouse.identity.match;

/** What is done with a pair of records. */
public enum Decision {
    /** They are of one person. */
    MATCH,
    /** A person is to say. */
    REVIEW,
    /** They are of two persons. */
    DISTINCT
}
