package org.charthouse.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.charthouse.error.NearestWord;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.jspecify.annotations.Nullable;

/** Decides for each file whether it is new and whether it can be used at all. */
final class FileOpener {

    private final Specifications specs;
    private final FileLedger ledger;

    FileOpener(Specifications specs, FileLedger ledger) {
        this.specs = specs;
        this.ledger = ledger;
    }

    /** The new ones among the files, numbered on from the ledger. */
    List<NewFile> newOnes(List<LandedFile> files) {
        List<NewFile> found = new ArrayList<>();
        int number = ledger.last();
        for (LandedFile file : files) {
            if (ledger.hasSeen(file)) {
                continue;
            }
            String sha256 = sha256(file);
            if (!ledger.hasContent(file, sha256)) {
                number++;
                found.add(open(number, file, sha256));
            }
        }
        return found;
    }

    private NewFile open(int number, LandedFile file, String sha256) {
        if (file.kind().isEmpty()) {
            String what = file.feed().isCsv() ? "an extract table with '.csv'" : "a kept resource type with '.ndjson'";
            return new NewFile(number, file, sha256, null, Optional.of("the file's name is not that of " + what));
        }
        if (!file.feed().isCsv()) {
            return new NewFile(number, file, sha256, null, Optional.empty());
        }
        String header = header(file);
        return new NewFile(number, file, sha256, header, refusal(file.kind().get(), header));
    }

    private Optional<String> refusal(String table, @Nullable String header) {
        if (header == null) {
            return Optional.of("the file has no readable header line");
        }
        List<String> columns = CsvRecordCheck.parse(header);
        if (columns == null || columns.stream().distinct().count() != columns.size()) {
            return Optional.of("the header's quotes are not balanced or a column stands there twice");
        }
        TableContract contract = specs.extracts().get(table);
        if (contract == null) {
            throw new IllegalStateException("a kind without a contract");
        }
        List<String> missing = contract.columns().stream()
                .filter(ColumnSpec::required)
                .map(ColumnSpec::name)
                .filter(name -> !columns.contains(name))
                .map(name -> name
                        + NearestWord.to(name, columns)
                                .map(near -> " (has '" + near + "')")
                                .orElse(""))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the header lacks required columns: " + String.join(", ", missing));
    }

    private static @Nullable String header(LandedFile file) {
        try (BufferedReader reader = Files.newBufferedReader(file.file())) {
            String line = reader.readLine();
            return line == null ? null : line.replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(LandedFile file) {
        try (InputStream in = Files.newInputStream(file.file());
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 16];
            int count = 0;
            while (count >= 0) {
                count = digesting.read(buffer);
            }
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
