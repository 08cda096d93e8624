package org.nexusauth.cli.signing;

import org.nexusauth.cli.management.IssuerOptions;
import org.nexusauth.cli.management.ManagementOptions;
import picocli.CommandLine.Mixin;

/** Options of every command for signing keys. */
final class SigningOptions {

  @Mixin private ManagementOptions management = new ManagementOptions();

  @Mixin private IssuerOptions issuer = new IssuerOptions();

  ManagementOptions management() {
    return management;
  }

  IssuerOptions issuer() {
    return issuer;
  }
}
