package org.charthouse.feed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.charthouse.spec.CsvForm;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.FileSpec;
import org.charthouse.spec.FillSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.ValueForm;
import org.jspecify.annotations.Nullable;

/** Reads the lines of files that have one header: judges them, and makes rows of extract tables of them. */
public final class LineReader implements Serializable {

    private static final long serialVersionUID = 1L;

    private final CsvLine csv;
    private final HashSet<String> nullTexts;
    private final String readBy;
    private final int width;
    private final int[] positions;
    private final ArrayList<String> undeclared;
    private final ArrayList<TableFill> fills = new ArrayList<>();

    /**
     * A reader.
     *
     * @param feed of the files; empty where it is configured no more
     * @param table the extract table that is wanted; empty where all are
     */
    private LineReader(
            Specifications specs, Optional<FeedSpec> feed, FileSpec file, FileHeader header, Optional<String> table) {
        CsvForm form = feed.map(FeedSpec::csv).orElse(CsvForm.USUAL);
        ValueForm values = feed.map(FeedSpec::values).orElse(ValueForm.USUAL);
        this.csv = new CsvLine(form);
        this.nullTexts = new HashSet<>(values.nullTexts());
        this.readBy = String.join("\u001f", header.columns()) + "\n";
        this.width = header.columns().size();
        List<String> declared = file.sourceColumns();
        this.positions = declared.stream().mapToInt(header::position).toArray();
        this.undeclared = new ArrayList<>(header.undeclared());
        SourceColumns source = SourceColumns.of(file);
        for (FillSpec fill : file.fills()) {
            if (table.map(fill.table()::equals).orElse(true)) {
                fills.add(new TableFill(
                        fill, Objects.requireNonNull(specs.extracts().get(fill.table())), source, values));
            }
        }
    }

    /** A reader for all that files fill. */
    public static LineReader of(Specifications specs, FeedSpec feed, FileSpec file, String headerLine) {
        return new LineReader(
                specs, Optional.of(feed), file, FileHeader.of(feed.csv(), file, headerLine), Optional.empty());
    }

    /** A reader for one extract table; the feed's name may be one that is configured no more. */
    static LineReader of(Specifications specs, String feed, FileSpec file, String headerLine, String table) {
        Optional<FeedSpec> spec = Optional.ofNullable(specs.feeds().get(feed));
        FileHeader header = FileHeader.of(spec.map(FeedSpec::csv).orElse(CsvForm.USUAL), file, headerLine);
        return new LineReader(specs, spec, file, header, Optional.of(table));
    }

    /** What gives the lines their meaning besides their text. */
    public String readBy() {
        return readBy;
    }

    /** Columns of the files that the feed does not declare. */
    public List<String> undeclared() {
        return undeclared;
    }

    /** Whether lines may say that their record is deleted. */
    boolean tellsDeletions() {
        return fills.stream().anyMatch(fill -> fill.tellsDeletions(positions));
    }

    /** Why a line cannot be used; null where it can. */
    public @Nullable Fault fault(String text) {
        List<String> values = csv.values(text);
        if (values == null) {
            return new Fault("quotes", "a quoted value does not end on the line, or text follows its end");
        }
        if (values.size() != width) {
            return new Fault("columns", "the header has " + width + " columns, the line has " + values.size());
        }
        SourceLine line = line(values);
        for (TableFill fill : fills) {
            Fault fault = fill.fault(line);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /** The rows that a line gives; values that do not fit, by a definition of later, are null. */
    List<@Nullable String[]> rows(String text) {
        List<@Nullable String[]> rows = new ArrayList<>();
        List<String> values = csv.values(text);
        if (values != null && values.size() == width) {
            SourceLine line = line(values);
            for (TableFill fill : fills) {
                @Nullable String[] row = fill.row(line);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private SourceLine line(List<String> values) {
        @Nullable String[] line = new String[positions.length];
        for (int i = 0; i < line.length; i++) {
            String value = positions[i] < 0 ? "" : values.get(positions[i]);
            line[i] = value.isEmpty() || nullTexts.contains(value) ? null : value;
        }
        return new SourceLine(line);
    }
}
