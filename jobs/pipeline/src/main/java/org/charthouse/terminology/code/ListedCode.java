package org.charthouse.terminology.code;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What an edition of a list says of a code.
 *
 * @param code in the form in which codes of its system are compared
 * @param edition the edition's name
 * @param from first day on which it holds
 * @param until last day on which it holds; empty where no end is known
 * @param isOwnSpan whether the file itself tells one of the two days
 * @param title what the code means, in the publisher's words
 * @param values whatever else the list says, by column; {@code is_billable} is {@code true} or {@code false}
 */
public record ListedCode(
        String code,
        String edition,
        LocalDate from,
        Optional<LocalDate> until,
        boolean isOwnSpan,
        Optional<String> title,
        Map<String, String> values) {}
