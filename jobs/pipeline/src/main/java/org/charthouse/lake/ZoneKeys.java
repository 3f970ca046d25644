package org.charthouse.lake;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.spec.TableName;

/**
 * Which master key encrypts the data files of which zone (Parquet Modular Encryption, all columns and the footer by one
 * key). Names and places of keys only: keys themselves stay with their keeper.
 *
 * @param provider class of the keeper of keys; empty where nothing is encrypted
 * @param location what tells the keeper where keys are
 * @param byZone name of the master key by zone
 */
public record ZoneKeys(String provider, String location, SortedMap<String, String> byZone) {

    /** The table property that names the key; Delta hands it to whatever writes files of the table. */
    static final String KEY = "parquet.encryption.uniform.key";

    static final String PROVIDER = "charthouse.key-provider";

    private static final String FACTORY = "parquet.crypto.factory.class";
    private static final String CLIENT = "parquet.encryption.kms.client.class";
    private static final String TOKEN = "parquet.encryption.key.access.token";
    private static final String DRIVEN_BY_PROPERTIES =
            "org.apache.parquet.crypto.keytools.PropertiesDrivenCryptoFactory";

    /** Nothing is encrypted. */
    public static final ZoneKeys NONE = new ZoneKeys("", "", Collections.emptySortedMap());

    public ZoneKeys {
        byZone = Collections.unmodifiableSortedMap(new TreeMap<>(byZone));
    }

    /** Whether this house keeps keys. */
    public boolean areKept() {
        return !provider.isEmpty();
    }

    /** The key of a table's zone. */
    public Optional<String> of(TableName table) {
        return Optional.ofNullable(byZone.get(table.zone()));
    }

    /** What a session needs to read and write: it goes to the Hadoop configuration of every task. */
    Map<String, String> settings() {
        return areKept()
                ? Map.of(FACTORY, DRIVEN_BY_PROPERTIES, CLIENT, client(), TOKEN, location, PROVIDER, provider)
                : Map.of();
    }

    /**
     * What a table under a key says of it. The factory stands there too, so that a writer that knows no keys fails: Parquet
     * writes in clear where a key is named without a factory.
     */
    static Map<String, String> properties(String key) {
        return Map.of(KEY, key, FACTORY, DRIVEN_BY_PROPERTIES, CLIENT, client());
    }

    private static String client() {
        return LakeKmsClient.class.getName();
    }
}
