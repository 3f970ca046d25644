package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineNumbersTest {

    private static final String TEXT = "one\ntwo\nthree\n";

    @TempDir
    private Path landing = Path.of("");

    @Test
    void aByteBecomesTheNumberOfItsLineInWhateverOrderItIsAsked() throws IOException {
        Files.writeString(landing.resolve("a.csv"), TEXT);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(landing.resolve("b.csv.gz")))) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        long zipped = Files.size(landing.resolve("b.csv.gz"));
        try (LineNumbers numbers = new LineNumbers(landing)) {
            assertThat(numbers.at("a.csv", TEXT.length(), 4)).isEqualTo("2");
            assertThat(numbers.at("a.csv", TEXT.length(), 8)).isEqualTo("3");
            assertThat(numbers.at("b.csv.gz", zipped, 8)).isEqualTo("3");
            assertThat(numbers.at("b.csv.gz", zipped, 0)).isEqualTo("1");
            assertThat(numbers.at("b.csv.gz", zipped, 100)).as("behind its end").isEqualTo("byte 100");
        }
    }

    @Test
    void aFileThatIsGoneOrOfAnotherLengthHasNoLinesToTell() throws IOException {
        Files.writeString(landing.resolve("a.csv"), TEXT);
        try (LineNumbers numbers = new LineNumbers(landing)) {
            assertThat(numbers.at("a.csv", 1000, 4)).isEqualTo("byte 4");
            assertThat(numbers.at("none.csv", 1000, 4)).isEqualTo("byte 4");
        }
    }
}
