package org.nexusauth.verify;

import org.nexusauth.reason.Reason;

/**
 * Why a key that was granted is no longer valid.
 *
 * @param reason what a request with this key would be denied for now
 * @param detail what exactly is wrong, for logs and operators; never for clients, holds no key text
 */
public record ValidityFailure(Reason reason, String detail) {}
