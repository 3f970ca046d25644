package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Codes that were in force when they were used. */
final class CodeKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "code-valid",
                "Did the code exist on the day it was used?",
                "codes that no edition of the list has, or none that holds on that day",
                "codes of the system on days for which the list can tell: there is an edition, and the list is complete or"
                        + " knows the code or all that start like it",
                0,
                Category.VALUE_CONFORMANCE,
                "see whether the code was mistyped or padded, or was replaced on the first of October or April before;"
                        + " a code that ended is coded anew from the record, never by its successor's number alone",
                List.of(
                        required("list", Form.TEXT, "a code list of conf/codes"),
                        required("code", Form.SQL, "the code, in its normalised form"),
                        required("on", Form.SQL, "the day of use: discharge for a stay, service otherwise"),
                        optional(
                                "if",
                                Form.TEXT,
                                "",
                                "'unknown' for codes that no edition has, 'out-of-date' for those that another one has;"
                                        + " without it both")));
    }

    @Override
    public Check check(Given given) {
        String list = Sql.literal(given.text("list"));
        String code = "(" + given.text("code") + ")";
        String has = "list_has(" + list + ", " + code + ", " + given.text("on") + ")";
        String knows = "list_knows(" + list + ", " + code + ")";
        String breaks = switch (given.optional("if").orElse("")) {
            case "" -> "NOT " + has;
            case "unknown" -> "NOT " + has + " AND NOT " + knows;
            case "out-of-date" -> "NOT " + has + " AND " + knows;
            default -> throw new IllegalArgumentException("'if' must be unknown or out-of-date");
        };
        return Check.of(has + " IS NOT NULL", breaks);
    }
}
