package org.charthouse.terminology.code;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A published file as it was downloaded: plain, gzipped, or in a zip archive. */
final class CodeFile {

    private CodeFile() {}

    /** A file cannot be used; the message says why. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /** What reads characters. */
    interface Reading<T> {
        T read(BufferedReader characters) throws IOException, Unreadable;
    }

    /** The checksum of the file as it lies, 64 hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        }
    }

    /**
     * Reads the characters.
     *
     * @param member the file that is meant of an archive; {@code *} stands for any characters
     */
    static <T> T read(Path file, Optional<String> member, Charset charset, Reading<T> reading) throws Unreadable {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            bytes.mark(4);
            int first = bytes.read();
            int second = bytes.read();
            bytes.reset();
            if (first == 'P' && second == 'K') {
                return ofArchive(new ZipInputStream(bytes), member, charset, reading);
            }
            if (member.isPresent()) {
                throw new Unreadable("it is no zip archive, so it has no member '" + member.get() + "'");
            }
            boolean isGzip = first == 0x1f && second == 0x8b;
            return reading.read(characters(isGzip ? new GZIPInputStream(bytes) : bytes, charset));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new Unreadable("it is not written in " + charset.name());
        } catch (java.nio.file.NoSuchFileException e) {
            throw new Unreadable("there is no such file");
        } catch (IOException | UncheckedIOException e) {
            throw new Unreadable("it cannot be read: " + e.getMessage());
        }
    }

    private static <T> T ofArchive(ZipInputStream archive, Optional<String> member, Charset charset, Reading<T> reading)
            throws IOException, Unreadable {
        Pattern wanted = member.map(CodeFile::glob).orElse(Pattern.compile(".*"));
        T found = null;
        int files = 0;
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (!entry.isDirectory() && wanted.matcher(entry.getName()).matches()) {
                files++;
                if (files == 1) {
                    found = reading.read(characters(archive, charset));
                }
            }
        }
        if (found == null || files > 1) {
            String which = member.map(name -> " called '" + name + "'").orElse("");
            throw new Unreadable(
                    "the archive has " + files + " files" + which + "; say under 'member' which one is meant");
        }
        return found;
    }

    private static BufferedReader characters(InputStream bytes, Charset charset) throws IOException {
        BufferedReader characters = new BufferedReader(new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        characters.mark(1);
        if (characters.read() != '\uFEFF') {
            characters.reset();
        }
        return characters;
    }

    private static Pattern glob(String name) {
        return Pattern.compile("(.*/)?"
                + Pattern.compile("\\*").splitAsStream(name).map(Pattern::quote).collect(Collectors.joining(".*"))
                + (name.endsWith("*") ? ".*" : ""));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
