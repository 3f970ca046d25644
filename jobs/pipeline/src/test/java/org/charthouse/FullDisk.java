package org.charthouse;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local file system, which says that it is full once a test has had it take so many bytes. */
public final class FullDisk extends LocalFileSystem {

    private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);

    public FullDisk() {
        super(new Limited());
    }

    /** How many bytes still find room; {@link Long#MAX_VALUE} for a disk that is never full. */
    public static void leave(long bytes) {
        LEFT.set(bytes);
    }

    private static final class Limited extends RawLocalFileSystem {
        @Override
        public FSDataOutputStream create(
                Path file,
                FsPermission permission,
                boolean overwrite,
                int buffer,
                short replication,
                long block,
                Progressable progress)
                throws IOException {
            FSDataOutputStream out = super.create(file, permission, overwrite, buffer, replication, block, progress);
            return new FSDataOutputStream(new Counting(out), null);
        }

        @Override
        public FSDataOutputStream create(
                Path file, boolean overwrite, int buffer, short replication, long block, Progressable progress)
                throws IOException {
            FSDataOutputStream out = super.create(file, overwrite, buffer, replication, block, progress);
            return new FSDataOutputStream(new Counting(out), null);
        }
    }

    private static final class Counting extends FilterOutputStream {
        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            take(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            take(count);
            out.write(bytes, from, count);
        }

        private static void take(int count) throws IOException {
            if (LEFT.get() != Long.MAX_VALUE && LEFT.addAndGet(-count) < 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
