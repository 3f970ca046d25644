package org.charthouse.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.ingest.RecordCheck.Verdict;

/**
 * Looks once at every line of a partition. Gives a row per line without its text, with the text where the line is bad,
 * and at the end a row per file and path that is not kept, with its count, and one per file and type that is contained in
 * another.
 */
final class LineCheck implements FlatMapFunction<Iterator<Row>, Row> {

    /** A line has a hash and no path; a count has a path and no hash; what is contained has neither. */
    static final StructType SCHEMA = new StructType()
            .add("file_no", DataTypes.IntegerType)
            .add("byte_offset", DataTypes.LongType)
            .add("text_hash", DataTypes.StringType)
            .add("rule", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("text", DataTypes.StringType)
            .add("path", DataTypes.StringType)
            .add("rows", DataTypes.LongType)
            .add("contained", DataTypes.StringType)
            .add("kind", DataTypes.StringType);

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 8 << 20;

    /** A source that makes up names for members would otherwise fill the memory. */
    private static final int MOST_PATHS = 2000;

    private static final String OTHER_PATHS = "(others)";
    private static final int START = 1000;

    private final Broadcast<Map<Integer, RecordCheck>> checks;

    LineCheck(Broadcast<Map<Integer, RecordCheck>> checks) {
        this.checks = checks;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        return new Checked(lines, checks.value(), md5());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static final class Checked implements Iterator<Row> {
        private final Iterator<Row> lines;
        private final Map<Integer, RecordCheck> checks;
        private final MessageDigest md5;
        private final Map<Integer, Map<String, Long>> notKept = new TreeMap<>();
        private final Map<Integer, Set<String>> contained = new TreeMap<>();
        private Iterator<Row> counts = List.<Row>of().iterator();
        private boolean ended;

        Checked(Iterator<Row> lines, Map<Integer, RecordCheck> checks, MessageDigest md5) {
            this.lines = lines;
            this.checks = checks;
            this.md5 = md5;
        }

        @Override
        public boolean hasNext() {
            if (!ended && !lines.hasNext()) {
                ended = true;
                counts = counts().iterator();
            }
            return ended ? counts.hasNext() : true;
        }

        @Override
        public Row next() {
            return hasNext() && !ended ? checked(lines.next()) : counts.next();
        }

        private Row checked(Row line) {
            int fileNo = line.getInt(0);
            String text = line.getString(2);
            RecordCheck check = checks.get(fileNo);
            if (check == null) {
                throw new IllegalStateException("no check for file " + fileNo);
            }
            Verdict verdict = line.getBoolean(3) ? judged(text, check) : undecoded(check);
            Map<String, Long> paths = notKept.computeIfAbsent(fileNo, any -> new TreeMap<>());
            verdict.notKept()
                    .forEach(path -> paths.merge(
                            paths.size() < MOST_PATHS || paths.containsKey(path) ? path : OTHER_PATHS, 1L, Long::sum));
            if (!verdict.contained().isEmpty()) {
                contained.computeIfAbsent(fileNo, any -> new TreeSet<>()).addAll(verdict.contained());
            }
            String hash =
                    HexFormat.of().formatHex(md5.digest((check.readBy() + text).getBytes(StandardCharsets.UTF_8)));
            return RowFactory.create(
                    fileNo,
                    line.getLong(1),
                    hash,
                    verdict.rule(),
                    verdict.reason(),
                    verdict.rule() == null ? null : kept(text, verdict),
                    null,
                    null,
                    null,
                    line.getString(4));
        }

        private static Verdict undecoded(RecordCheck check) {
            return Verdict.bad(
                    IngestJob.ENCODING,
                    "the line is not " + check.encoding()
                            + "; deliver its file in that encoding, or have the line taken as"
                            + " ISO 8859-1, as it is kept, by 'charthouse quarantine retry --rule encoding'");
        }

        private static Verdict judged(String text, RecordCheck check) {
            if (text.length() > LONGEST) {
                return Verdict.bad(
                        IngestJob.TOO_LONG, "the line has " + text.length() + " characters, more than " + LONGEST);
            }
            if (text.indexOf('\0') >= 0) {
                return Verdict.bad("nul", "the line holds NUL characters");
            }
            return check.check(text);
        }

        private static String kept(String text, Verdict verdict) {
            return IngestJob.TOO_LONG.equals(verdict.rule()) ? text.substring(0, START) : text;
        }

        private List<Row> counts() {
            List<Row> rows = new ArrayList<>();
            notKept.forEach((file, paths) -> paths.forEach((path, count) ->
                    rows.add(RowFactory.create(file, null, null, null, null, null, path, count, null, null))));
            contained.forEach((file, types) -> types.forEach(
                    type -> rows.add(RowFactory.create(file, null, null, null, null, null, null, null, type, null))));
            return rows;
        }
    }
}
