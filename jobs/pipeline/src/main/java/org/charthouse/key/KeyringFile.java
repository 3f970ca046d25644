package org.charthouse.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/**
 * The text of a keyring: a line {@code name = key} per key, the key in Base64; lines that begin with {@code #} are
 * comments. What is wrong is told with the line's number, never with what stands in it.
 */
record KeyringFile(Path path) {

    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._-]{1,64}) = ([A-Za-z0-9+/]{43}=)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String HEADER =
            "# Charthouse keyring. Without it encrypted data are lost: keep copies, apart from copies of the lake.\n";

    SortedMap<String, SecretKeySpec> read() {
        try {
            refuseIfOpen();
            return parse(Files.readAllLines(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw error("No keyring", "there is no such file", "make one by 'charthouse key new', or name another");
        } catch (IOException e) {
            throw error("The keyring cannot be read", e.getClass().getSimpleName(), "check the file and its rights");
        }
    }

    void add(String name, byte[] key) {
        if (!NAME.matcher(name).matches()) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "The name of a key is not usable",
                            null,
                            "names are 1 to 64 letters, digits, hyphens, underscores and dots",
                            "choose another, such as phi-2026"));
        }
        boolean fresh = !Files.exists(path);
        if (!fresh && read().containsKey(name)) {
            throw error(
                    "The keyring has a key '" + name + "'",
                    "a key that is overwritten takes with it all data that it encrypted",
                    "choose another name");
        }
        String line = name + " = " + Base64.getEncoder().encodeToString(key) + "\n";
        try {
            write(fresh ? HEADER + line : endOfLine() + line);
        } catch (IOException e) {
            throw error("The keyring cannot be written", e.getClass().getSimpleName(), "check the folder's rights");
        }
    }

    /** Appends, and waits until the disk has it: data are encrypted by this key from the next moment on. */
    private void write(String text) throws IOException {
        if (!Files.exists(path)) {
            makeFolder();
            PrivateFolder.makeFile(path);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void makeFolder() throws IOException {
        try {
            PrivateFolder.make(path.toAbsolutePath().normalize().resolveSibling("."));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String endOfLine() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n' ? "" : "\n";
    }

    private SortedMap<String, SecretKeySpec> parse(List<String> lines) {
        SortedMap<String, SecretKeySpec> keys = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw malformed(i + 1, "a line must be: name = 32 bytes in Base64");
            }
            byte[] key = Base64.getDecoder().decode(matcher.group(2));
            if (keys.put(matcher.group(1), new SecretKeySpec(key, "AES")) != null) {
                throw malformed(i + 1, "the name stands in an earlier line, too");
            }
        }
        return keys;
    }

    private void refuseIfOpen() throws IOException {
        Optional<String> rights = PrivateFolder.openRights(path);
        if (rights.isPresent()) {
            throw error(
                    "The keyring is open to other users",
                    "its rights are " + rights.get(),
                    "chmod 600 it, and make a new key if others may have read it");
        }
    }

    private UserError malformed(int line, String reason) {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "The keyring is malformed",
                        new Place(path.toString(), line, null),
                        reason,
                        "bring back a copy of the file; add keys by 'charthouse key new' alone"));
    }

    private UserError error(String what, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, Place.of(path.toString()), reason, cure));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
