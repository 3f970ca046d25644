package org.charthouse.measure.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a folder of measures as they are, so that other processes read the same. */
public final class MeasureArchive implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] zip;
    private final String hash;
    private final String[] leaveOut;
    private final TreeMap<String, String> directions;

    private MeasureArchive(byte[] zip, String hash, List<String> leaveOut, Map<String, String> directions) {
        this.zip = zip;
        this.hash = hash;
        this.leaveOut = leaveOut.toArray(String[]::new);
        this.directions = new TreeMap<>(directions);
    }

    /**
     * The files of a folder.
     *
     * @param leaveOut names of measures that are not wanted
     * @param directions {@code increase} or {@code decrease}, by the names of measures whose own metadata err
     * @throws org.charthouse.error.UserError where a file cannot be read
     */
    public static MeasureArchive of(Path folder, List<String> leaveOut, Map<String, String> directions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MessageDigest digest = sha256();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : PackageReader.files(folder)) {
                byte[] content = Files.readAllBytes(file);
                String name = folder.relativize(file).toString();
                digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(content);
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        } catch (IOException e) {
            throw ContentErrors.unreadable(folder, e);
        }
        return new MeasureArchive(
                bytes.toByteArray(), HexFormat.of().formatHex(digest.digest()) + leaveOut, leaveOut, directions);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Equal where every file is. */
    public String hash() {
        return hash;
    }

    /** What the files hold. */
    public MeasurePackage content() {
        try {
            MeasurePackage content = PackageReader.readZip(new ByteArrayInputStream(zip));
            content.direct(directions);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
        }
    }

    /** The measures that are wanted, by name. */
    public List<MeasureDefinition> wanted() {
        return content().measures().stream()
                .filter(measure -> !List.of(leaveOut).contains(measure.name()))
                .toList();
    }
}
