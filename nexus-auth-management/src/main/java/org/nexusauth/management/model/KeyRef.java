package org.nexusauth.management.model;

/**
 * Names a key's record: a {@code jti} alone is unique for its issuer at best.
 *
 * @param organizationId the key's organization
 * @param integrationId the key's integration
 * @param keyId the {@code jti}, or the derived id of a key without one
 */
public record KeyRef(String organizationId, String integrationId, String keyId) {}
