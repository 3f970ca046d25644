package org.charthouse.identity.match;

/**
 * What a candidate of a model brings.
 *
 * @param name the candidate
 * @param blocks groups of records that were compared each with each
 * @param pairs within them; a pair may be of several candidates
 * @param refined keys that too many records share
 * @param skipped pairs that share such a key and no refinement, or stand far apart
 */
public record CandidateAudit(String name, long blocks, long pairs, long refined, long skipped) {}
