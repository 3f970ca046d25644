package org.charthouse.spec;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Encryption at rest: which key encrypts the data files of which zone.
 *
 * @param keyFile the keyring as the file names it; empty where the environment names it, or where another provider keeps
 *     the keys
 * @param provider class of another keeper of keys, with its location
 * @param zones name of the master key by zone; the tables of other zones are written in clear
 */
public record EncryptionSpec(Optional<String> keyFile, Optional<Provider> provider, SortedMap<String, String> zones) {

    private static final List<String> ZONES =
            List.of("raw", "fhir", "identity", "core", "dq", "measure", "mart", "ops");

    /** A keeper of keys other than a file: its class, and the text that tells it where keys are. */
    public record Provider(String className, String location) {}

    static EncryptionSpec read(Section section) {
        Optional<Provider> provider = section.section("provider").map(EncryptionSpec::provider);
        Optional<String> keyFile = section.optionalText("key-file");
        if (provider.isPresent() && keyFile.isPresent()) {
            section.wrong("key-file", "another provider is named, and keys are kept in one place");
        }
        Section named = section.requiredSection("zones");
        SortedMap<String, String> zones = new TreeMap<>();
        for (String zone : named.keys()) {
            String key = named.text(zone);
            zones.put(zone, key);
            if (!ZONES.contains(zone)) {
                named.unknown("Unknown zone '" + zone + "'", zone, zone, ZONES);
            } else if (!key.isEmpty() && !key.matches("[A-Za-z0-9._-]{1,64}")) {
                named.wrong(zone, "the name of a key is 1 to 64 letters, digits, hyphens, underscores and dots");
            }
        }
        section.end();
        return new EncryptionSpec(keyFile, provider, zones);
    }

    private static Provider provider(Section section) {
        Provider provider = new Provider(section.text("class"), section.text("location"));
        section.end();
        return provider;
    }
}
