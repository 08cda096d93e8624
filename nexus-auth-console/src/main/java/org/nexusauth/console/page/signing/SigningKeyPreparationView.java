package org.nexusauth.console.page.signing;

import org.nexusauth.console.page.FormErrors;

/**
 * What the page for a next signing key shows.
 *
 * @param keyId the id that was chosen; empty for none
 * @param errors what is wrong with it
 */
public record SigningKeyPreparationView(String keyId, FormErrors errors) {}
