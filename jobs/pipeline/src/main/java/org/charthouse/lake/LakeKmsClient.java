package org.charthouse.lake;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.KeyAccessDeniedException;
import org.apache.parquet.crypto.keytools.KmsClient;
import org.charthouse.error.UserError;
import org.charthouse.key.KeyProvider;
import org.jspecify.annotations.Nullable;

/** What Parquet asks for keys; made by Parquet, by name of the class. Where keys are comes as the access token. */
public final class LakeKmsClient implements KmsClient {

    private @Nullable KeyProvider keys;

    @Override
    public void initialize(Configuration configuration, String instance, String address, String accessToken) {
        String provider = configuration.get(ZoneKeys.PROVIDER);
        if (provider == null || accessToken == null) {
            throw new KeyAccessDeniedException(
                    "no keyring is named: run by the configuration of the house that wrote the table");
        }
        keys = open(provider, accessToken);
    }

    @Override
    public String wrapKey(byte[] dataKey, String master) {
        try {
            return keys().wrap(dataKey, master);
        } catch (UserError e) {
            throw denied(e);
        }
    }

    @Override
    public byte[] unwrapKey(String wrapped, String master) {
        try {
            return keys().unwrap(wrapped, master);
        } catch (UserError e) {
            throw denied(e);
        }
    }

    private KeyProvider keys() {
        if (keys == null) {
            throw new IllegalStateException("asked for a key before it was told where keys are");
        }
        return keys;
    }

    private static KeyProvider open(String provider, String location) {
        try {
            return KeyProvider.open(provider, location);
        } catch (UserError e) {
            throw denied(e);
        }
    }

    private static KeyAccessDeniedException denied(UserError e) {
        return new KeyAccessDeniedException(e.getMessage(), e);
    }
}
