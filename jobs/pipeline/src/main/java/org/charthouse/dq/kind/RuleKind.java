package org.charthouse.dq.kind;

/** A kind of rule. */
public interface RuleKind {

    /** What it is, for people. */
    KindPage page();

    /**
     * How one rule of the kind judges.
     *
     * @param given arguments that fit the page
     */
    Check check(Given given);
}
