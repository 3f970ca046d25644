package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.intake.SamplePackage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that archives give to their files, by whatever system made them. */
class ZipNamesTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @CsvSource({"IBM437, über.json", "UTF-8, größe/ß.json", "UTF-8, 'a\u0000b.json'", "windows-1252, Maße\\ä.json"})
    void aMeasureIsReadWhateverItsFileIsCalled(String codePage, String name) throws IOException {
        Path file = folder.resolve("package.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, Charset.forName(codePage))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(SamplePackage.measure("Seen", "1", "Seen at all").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(PackageReader.read(file).measures()).hasSize(1);
    }
}
