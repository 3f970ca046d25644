package org.charthouse.synthetic.defect;

/** A defects file that cannot be used; the message says where, why and what would be right. */
public final class BadShares extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadShares(String message) {
        super(message);
    }
}
