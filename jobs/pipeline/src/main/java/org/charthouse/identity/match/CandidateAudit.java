package org.charthouse.identity.match;

/**
 * What a candidate of a model brings.
 *
 * @param name the candidate
 * @param blocks groups of records that were compared each with each
 * @param pairs within them; a pair may be of several candidates
 * @param refined keys that too many records share
 * @param skipped pairs that share such a key and no refinement, or stand far apart
 * @param lost about how many of these are of one person and of no other candidate; see {@link LostPairs}
 */
public record CandidateAudit(String name, long blocks, long pairs, long refined, long skipped, double lost) {

    CandidateAudit losing(double pairs) {
        return new CandidateAudit(name, blocks, this.pairs, refined, skipped, pairs);
    }
}
