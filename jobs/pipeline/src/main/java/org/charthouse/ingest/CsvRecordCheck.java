package org.charthouse.ingest;

import java.util.List;
import org.charthouse.feed.Fault;
import org.charthouse.feed.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * A line of a CSV file must have the header's columns, and give rows that the extract contract allows: required values,
 * values of its types. Of a record that is deleted only the key and the time are required.
 */
final class CsvRecordCheck implements RecordCheck {

    private static final long serialVersionUID = 1L;

    private final LineReader reader;
    private final String encoding;

    CsvRecordCheck(LineReader reader, String encoding) {
        this.reader = reader;
        this.encoding = encoding;
    }

    @Override
    public String readBy() {
        return reader.readBy();
    }

    @Override
    public String encoding() {
        return encoding;
    }

    @Override
    public Verdict check(String line) {
        @Nullable Fault fault = reader.fault(line);
        if (fault != null) {
            return Verdict.bad(fault.rule(), fault.reason());
        }
        List<String> undeclared = reader.undeclared();
        return undeclared.isEmpty() ? Verdict.GOOD : new Verdict(null, null, undeclared, List.of());
    }
}
