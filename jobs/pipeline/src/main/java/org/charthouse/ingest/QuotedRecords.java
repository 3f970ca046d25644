package org.charthouse.ingest;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.spec.CsvForm;

/**
 * Where the records of a whole CSV file start and end when quoted values may hold line breaks. A quote that does not end
 * before the file does, or within a mebibyte, is taken as a slip: its line is a record of its own, and so is the next.
 */
final class QuotedRecords {

    private static final int LONGEST = 1 << 20;

    private final byte[] file;
    private final int delimiter;
    private final int quote;
    private final int escape;

    /**
     * A record.
     *
     * @param start its first byte
     * @param end the byte after its last, without the line end
     */
    record Span(int start, int end) {}

    QuotedRecords(byte[] file, CsvForm form) {
        this.file = file;
        this.delimiter = form.delimiter().charAt(0);
        this.quote = form.quote().isEmpty() ? -1 : form.quote().charAt(0);
        this.escape = form.escape().isEmpty() ? -1 : form.escape().charAt(0);
    }

    /** All records in order, the header among them. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            int end = end(at);
            boolean hasReturn = end > at && end < file.length && file[end - 1] == '\r';
            spans.add(new Span(at, hasReturn ? end - 1 : end));
            at = end + 1;
        }
        return spans;
    }

    private int end(int start) {
        boolean quoted = false;
        boolean atStart = true;
        int most = Math.min(file.length, start + LONGEST);
        for (int i = start; i < most; i++) {
            int c = file[i];
            if (quoted && c == escape) {
                i++;
            } else if (quoted && c == quote) {
                boolean isDoubled = i + 1 < file.length && file[i + 1] == quote;
                i += isDoubled ? 1 : 0;
                quoted = isDoubled;
            } else if (!quoted) {
                if (c == '\n') {
                    return i;
                }
                quoted = atStart && c == quote;
                atStart = c == delimiter;
            }
        }
        return !quoted && most == file.length ? most : lineEnd(start);
    }

    private int lineEnd(int start) {
        int i = start;
        while (i < file.length && file[i] != '\n') {
            i++;
        }
        return i;
    }
}
