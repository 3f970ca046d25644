package org.charthouse.ingest;

import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
import scala.Tuple2;

/**
 * The lines of files with the byte at which each starts, read in splits. Header lines of CSV files and blank lines are no
 * records and are left out. A line that is no UTF-8 is given as ISO 8859-1, which keeps every byte, and marked.
 */
final class Lines {

    /** Columns of a line. */
    static final StructType SCHEMA = new StructType()
            .add("file_no", DataTypes.IntegerType)
            .add("byte_offset", DataTypes.LongType)
            .add("text", DataTypes.StringType)
            .add("is_utf8", DataTypes.BooleanType);

    private Lines() {}

    /** A file to read. */
    record Source(int fileNo, java.nio.file.Path file, boolean hasHeader) {}

    static JavaRDD<Row> read(SparkSession session, List<Source> sources, int splitMegabytes) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        if (sources.isEmpty()) {
            return context.emptyRDD();
        }
        Configuration configuration = new Configuration(session.sparkContext().hadoopConfiguration());
        configuration.setLong("mapreduce.input.fileinputformat.split.maxsize", splitMegabytes * 1024L * 1024L);
        HashMap<String, Integer> numbers = new HashMap<>();
        List<String> paths = new ArrayList<>();
        for (Source source : sources) {
            String uri = source.file().toAbsolutePath().toUri().getPath();
            numbers.put(uri, source.hasHeader() ? -source.fileNo() : source.fileNo());
            paths.add(escaped(uri));
        }
        configuration.set("mapreduce.input.fileinputformat.inputdir", String.join(",", paths));
        Broadcast<Map<String, Integer>> broadcast = context.broadcast(numbers);
        JavaNewHadoopRDD<LongWritable, Text> lines = (JavaNewHadoopRDD<LongWritable, Text>)
                context.newAPIHadoopRDD(configuration, TextInputFormat.class, LongWritable.class, Text.class);
        return lines.mapPartitionsWithInputSplit((split, each) -> rows(split, each, broadcast), false);
    }

    /** Hadoop reads braces as patterns and splits the list of paths at commas; it takes the latter back first. */
    private static String escaped(String path) {
        return StringUtils.escapeString(path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1"));
    }

    private static Iterator<Row> rows(
            InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines, Broadcast<Map<String, Integer>> numbers) {
        String path = ((FileSplit) split).getPath().toUri().getPath();
        Integer number = numbers.value().get(path);
        if (number == null) {
            throw new IllegalStateException("a split of a file that was not asked for");
        }
        return new RecordLines(lines, number);
    }

    private static final class RecordLines implements Iterator<Row> {
        private final Iterator<Tuple2<LongWritable, Text>> lines;
        private final int fileNo;
        private final boolean hasHeader;
        private Row next = RowFactory.create();
        private boolean found;

        RecordLines(Iterator<Tuple2<LongWritable, Text>> lines, int number) {
            this.lines = lines;
            this.fileNo = Math.abs(number);
            this.hasHeader = number < 0;
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
                boolean isUtf8 = isUtf8(line._2());
                String text = isUtf8
                        ? line._2().toString()
                        : new String(line._2().getBytes(), 0, line._2().getLength(), StandardCharsets.ISO_8859_1);
                if (!(hasHeader && offset == 0) && !text.isBlank()) {
                    next = RowFactory.create(fileNo, offset, text, isUtf8);
                    found = true;
                }
            }
        }

        private static boolean isUtf8(Text line) {
            try {
                Text.validateUTF8(line.getBytes(), 0, line.getLength());
                return true;
            } catch (MalformedInputException e) {
                return false;
            }
        }
    }
}
