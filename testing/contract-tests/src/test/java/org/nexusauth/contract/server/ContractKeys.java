package org.nexusauth.contract.server;

import org.nexusauth.keys.SigningAlgorithm;
import org.nexusauth.testkit.TestKeys;

/** The keys that every deployment trusts: two, so that a key without an id picks neither. */
public final class ContractKeys {

  public static final TestKeys KEYS =
      TestKeys.create(SigningAlgorithm.RS256, SigningAlgorithm.ES256);

  private ContractKeys() {}
}
