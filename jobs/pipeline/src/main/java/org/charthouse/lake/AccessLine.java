package org.charthouse.lake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * One line of the access log.
 *
 * @param number from 1, without gaps
 * @param at to the microsecond
 * @param entry what happened
 * @param previous hash of the line before, {@link #FIRST} in the first
 * @param hash SHA-256 over the previous hash and all else, in hexadecimal
 */
public record AccessLine(long number, Instant at, Entry entry, String previous, String hash) {

    static final String FIRST = "0".repeat(64);

    /**
     * What happened.
     *
     * @param actor the user of the operating system
     * @param command the command that shows rows
     * @param purpose in the person's words, or empty
     * @param manifest number of the state that was asked
     * @param tables read, sorted
     * @param query its SHA-256, in hexadecimal
     * @param rows how many are shown
     * @param outcome {@code shown} or {@code failed}
     */
    public record Entry(
            String actor,
            String command,
            String purpose,
            long manifest,
            List<String> tables,
            String query,
            long rows,
            String outcome) {}

    static AccessLine after(long number, String previous, Instant at, Entry entry) {
        return new AccessLine(number, at, entry, previous, hash(number, previous, at, entry));
    }

    boolean isWhole() {
        return hash.equals(hash(number, previous, at, entry));
    }

    /** SHA-256 of a text, in hexadecimal. */
    public static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Each value goes in with its length, so that no two entries have the same text. */
    private static String hash(long number, String previous, Instant at, Entry entry) {
        StringBuilder canonical = new StringBuilder();
        List.of(
                        previous,
                        number,
                        at,
                        entry.actor(),
                        entry.command(),
                        entry.purpose(),
                        entry.manifest(),
                        String.join(",", entry.tables()),
                        entry.query(),
                        entry.rows(),
                        entry.outcome())
                .forEach(value -> canonical
                        .append(value.toString().length())
                        .append(':')
                        .append(value)
                        .append(';'));
        return sha256(canonical.toString());
    }
}
