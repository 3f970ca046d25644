package org.charthouse.key;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/**
 * Master keys in a file: 256-bit keys by name, for AES-GCM (NIST SP 800-38D) with a random 96-bit nonce and the name of
 * the key as additional data. The file is read again at each use, so that a key which was added is found; uses are few,
 * because data keys are wrapped by keys that Parquet keeps for some minutes.
 */
public final class Keyring implements KeyProvider {

    static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyringFile file;

    /**
     * Opens a file.
     *
     * @param file its path
     * @throws UserError if it is absent, malformed, or open to other users
     */
    public Keyring(String file) {
        this.file = new KeyringFile(Path.of(file));
        this.file.read();
    }

    /**
     * Adds a fresh key to a file; makes the file, for its owner alone, where there is none.
     *
     * @param name letters, digits, hyphen, underscore and dot
     * @throws UserError if the file has a key of that name already
     */
    public static void add(Path file, String name) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        try {
            new KeyringFile(file).add(name, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The names of its keys, sorted. */
    public List<String> names() {
        return List.copyOf(file.read().keySet());
    }

    @Override
    public String wrap(byte[] dataKey, String master) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, master, nonce).doFinal(dataKey);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    @Override
    public byte[] unwrap(String wrapped, String master) {
        try {
            byte[] whole = Base64.getDecoder().decode(wrapped);
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, master, nonce)
                    .doFinal(whole, NONCE_BYTES, Math.max(0, whole.length - NONCE_BYTES));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "A data file does not open with key '" + master + "'",
                            Place.of(file.toString()),
                            "the key of that name is another one than the file was written with, or the file is damaged",
                            "name the keyring that was in use then"));
        }
    }

    private Cipher cipher(int mode, String master, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(master), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(master.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKey key(String master) {
        SortedMap<String, SecretKeySpec> keys = file.read();
        SecretKey key = keys.get(master);
        if (key == null) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "No key '" + master + "' in the keyring",
                            Place.of(file.toString()),
                            "data are, or are to be, encrypted by it",
                            NearestWord.to(master, keys.keySet())
                                    .map(near -> "did you mean '" + near + "'? Or name another keyring")
                                    .orElse("name another keyring, or add the key by 'charthouse key new'")));
        }
        return key;
    }
}
