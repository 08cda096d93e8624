package org.nexusauth.management.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of a signing key.
 *
 * @param issuer the issuer that signs with it
 * @param keyId the {@code kid}
 * @param algorithm the name of its algorithm, for example RS256
 * @param state its state
 * @param createdAt when it was made
 * @param createdBy the operator who made or imported it
 * @param changedAt when it came into its state
 * @param publicJwk its public part, a JWK
 * @param sealedPrivateKey its private part, encrypted; null once it is retired or revoked
 * @param version counts its changes from 1
 */
public record SigningKeyRecord(
    String issuer,
    String keyId,
    String algorithm,
    SigningKeyState state,
    Instant createdAt,
    String createdBy,
    Instant changedAt,
    String publicJwk,
    @Nullable SealedText sealedPrivateKey,
    long version) {}
