package org.nexusauth.management.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.model.SigningKeyState;

/**
 * A signing key as it is shown. Without anything of its private part.
 *
 * @param issuer the issuer that signs with it
 * @param keyId the {@code kid}
 * @param algorithm the name of its algorithm
 * @param state its state
 * @param createdAt when it was made
 * @param createdBy who made or imported it
 * @param changedAt when it came into its state
 * @param unexpiredKeys how many unexpired keys it has signed
 * @param signsFrom for a next key, when verifiers have had the time to read it; else null
 * @param version counts its changes from 1
 */
public record SigningKeyView(
    String issuer,
    String keyId,
    String algorithm,
    SigningKeyState state,
    Instant createdAt,
    String createdBy,
    Instant changedAt,
    long unexpiredKeys,
    @Nullable Instant signsFrom,
    long version) {}
