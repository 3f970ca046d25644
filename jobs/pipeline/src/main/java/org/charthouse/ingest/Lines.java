package org.charthouse.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.util.StringUtils;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.spec.CsvForm;
import scala.Tuple2;

/**
 * The lines of files with the byte at which each starts, read in splits. Header lines of CSV files and blank lines are no
 * records and are left out. A line that is not in the encoding of its feed is given as ISO 8859-1, which keeps every byte,
 * and marked. Files whose quoted values may hold line breaks, and FHIR documents, are read whole.
 */
final class Lines {

    /** Columns of a line; the kind is null where it is that of the file. */
    static final StructType SCHEMA = new StructType()
            .add("file_no", DataTypes.IntegerType)
            .add("byte_offset", DataTypes.LongType)
            .add("text", DataTypes.StringType)
            .add("is_decoded", DataTypes.BooleanType)
            .add("kind", DataTypes.StringType);

    private Lines() {}

    /**
     * A file to read.
     *
     * @param bytes its size
     * @param csv its form, if it is CSV
     * @param isDocument whether its records are resources in JSON of any shape
     */
    record Source(int fileNo, java.nio.file.Path file, long bytes, Optional<CsvForm> csv, boolean isDocument) {

        boolean isReadWhole() {
            return isDocument || csv.map(CsvForm::hasLineBreaks).orElse(false);
        }

        Numbered numbered() {
            return new Numbered(
                    fileNo,
                    csv.map(CsvForm::hasHeader).orElse(false),
                    csv.orElse(CsvForm.USUAL).encoding());
        }
    }

    /** What a line shares with the others of its file. */
    record Numbered(int fileNo, boolean hasHeader, String encoding) implements Serializable {}

    static JavaRDD<Row> read(SparkSession session, List<Source> sources, int splitMegabytes) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<Source> whole = sources.stream().filter(Source::isReadWhole).toList();
        JavaRDD<Row> split = split(
                session, sources.stream().filter(each -> !each.isReadWhole()).toList(), splitMegabytes);
        return whole.isEmpty() ? split : split.union(WholeFiles.read(context, whole, splitMegabytes));
    }

    private static JavaRDD<Row> split(SparkSession session, List<Source> sources, int splitMegabytes) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        if (sources.isEmpty()) {
            return context.emptyRDD();
        }
        Configuration configuration = new Configuration(session.sparkContext().hadoopConfiguration());
        configuration.setLong("mapreduce.input.fileinputformat.split.maxsize", splitMegabytes * 1024L * 1024L);
        HashMap<String, Numbered> numbers = new HashMap<>();
        List<String> paths = new ArrayList<>();
        for (Source source : sources) {
            String uri = source.file().toAbsolutePath().toUri().getPath();
            numbers.put(uri, source.numbered());
            paths.add(escaped(uri));
        }
        configuration.set("mapreduce.input.fileinputformat.inputdir", String.join(",", paths));
        Broadcast<Map<String, Numbered>> broadcast = context.broadcast(numbers);
        JavaNewHadoopRDD<LongWritable, Text> lines = (JavaNewHadoopRDD<LongWritable, Text>)
                context.newAPIHadoopRDD(configuration, TextInputFormat.class, LongWritable.class, Text.class);
        return PackedSplits.of(
                lines.mapPartitionsWithInputSplit((split, each) -> rows(split, each, broadcast), false),
                context.defaultParallelism(),
                splitMegabytes);
    }

    /** Hadoop reads braces as patterns and splits the list of paths at commas; it takes the latter back first. */
    private static String escaped(String path) {
        return StringUtils.escapeString(path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1"));
    }

    private static Iterator<Row> rows(
            InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines, Broadcast<Map<String, Numbered>> numbers) {
        String path = ((FileSplit) split).getPath().toUri().getPath();
        Numbered number = numbers.value().get(path);
        if (number == null) {
            throw new IllegalStateException("a split of a file that was not asked for");
        }
        return new RecordLines(lines, number);
    }

    private static final class RecordLines implements Iterator<Row> {
        private final Iterator<Tuple2<LongWritable, Text>> lines;
        private final Numbered file;
        private final LineText decoder;
        private Row next = RowFactory.create();
        private boolean found;

        RecordLines(Iterator<Tuple2<LongWritable, Text>> lines, Numbered file) {
            this.lines = lines;
            this.file = file;
            this.decoder = new LineText(file.encoding());
            advance();
        }

        @Override
        public boolean hasNext() {
            return found;
        }

        @Override
        public Row next() {
            if (!found) {
                throw new java.util.NoSuchElementException();
            }
            Row row = next;
            advance();
            return row;
        }

        private void advance() {
            found = false;
            while (!found && lines.hasNext()) {
                Tuple2<LongWritable, Text> line = lines.next();
                long offset = line._1().get();
                LineText.Decoded text =
                        decoder.of(line._2().getBytes(), 0, line._2().getLength());
                if (!(file.hasHeader() && offset == 0) && !text.text().isBlank()) {
                    next = RowFactory.create(file.fileNo(), offset, text.text(), text.isDecoded(), null);
                    found = true;
                }
            }
        }
    }
}
