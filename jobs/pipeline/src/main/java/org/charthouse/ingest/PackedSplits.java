package org.charthouse.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.NewHadoopPartition;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.Serializable;

/**
 * Gives a task the splits of several small files, one after another: a bulk export may come in hundreds of them, and a
 * task costs as much as reading a megabyte. As Spark does it for its own file sources, tasks get equal shares of all
 * bytes, neither less than is worth a task nor more than one split.
 */
final class PackedSplits implements PartitionCoalescer, Serializable {

    private static final long serialVersionUID = 1L;
    private static final long LEAST = 8L << 20;

    private final long most;

    private PackedSplits(long most) {
        this.most = most;
    }

    /**
     * The same lines in fewer partitions.
     *
     * @param lines read by Hadoop from splits of files, in this form of partitions
     * @param parallelism tasks that run at once
     */
    static JavaRDD<Row> of(JavaRDD<Row> lines, int parallelism, int splitMegabytes) {
        long bytes = lines.partitions().stream().mapToLong(PackedSplits::bytes).sum();
        long share = Math.min(splitMegabytes * 1024L * 1024L, Math.max(LEAST, bytes / parallelism + 1));
        RDD<Row> packed = lines.rdd()
                .coalesce(Math.max(1, lines.getNumPartitions()), false, Option.apply(new PackedSplits(share)), null);
        return JavaRDD.fromRDD(packed, lines.classTag());
    }

    @Override
    public PartitionGroup[] coalesce(int any, RDD<?> parent) {
        List<PartitionGroup> groups = new ArrayList<>();
        long room = 0;
        for (Partition split : parent.partitions()) {
            if (groups.isEmpty() || bytes(split) > room) {
                groups.add(new PartitionGroup(Option.empty()));
                room = most;
            }
            groups.get(groups.size() - 1).partitions().$plus$eq(split);
            room -= bytes(split);
        }
        return groups.toArray(PartitionGroup[]::new);
    }

    private static long bytes(Partition split) {
        return ((FileSplit)
                        ((NewHadoopPartition) split).serializableHadoopSplit().value())
                .getLength();
    }
}
