package org.nexusauth.management.apikey;

import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The lives of API keys. Thread-safe. */
public final class ApiKeys {
  private final ManagementPorts ports;
  private final KeyIssuance issuance;
  private final KeyTextReader keyTexts;

  /**
   * Makes the service.
   *
   * @param issuance how keys are issued
   * @param keyTexts reads keys that are imported
   */
  public ApiKeys(ManagementPorts ports, KeyIssuance issuance, KeyTextReader keyTexts) {
    this.ports = ports;
    this.issuance = issuance;
    this.keyTexts = keyTexts;
  }

  /** Returns a key. */
  public ApiKeyView get(Operator operator, KeyRef ref) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Lists keys, the newest first. */
  public ResultPage<ApiKeyView> list(Operator operator, ApiKeyQuery query, PageRequest page) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Issues a key: first the record and the audit event, then the key. */
  public GenerationResult generate(ChangeContext context, NewApiKey order) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Renames a key. */
  public ApiKeyView rename(
      ChangeContext context, KeyRef ref, String name, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Revokes a key; in force on this node when it returns, on all within a second. */
  public ApiKeyView revoke(
      ChangeContext context, KeyRef ref, RevocationOrder order, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Makes the successor of a key; the old key ends after the grace, or at the deadline. */
  public GenerationResult rotate(
      ChangeContext context, KeyRef ref, RotationOrder order, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Cancels the rotation of a key whose successor was never used; the successor is revoked. */
  public ApiKeyView cancelRotation(ChangeContext context, KeyRef ref, ExpectedVersion version) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Returns how far the rotation of an old key is. */
  public RotationProgress rotationProgress(Operator operator, KeyRef ref) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Records a key that was issued elsewhere, from its text, which is not kept. */
  public ApiKeyView importKey(ChangeContext context, String keyText) {
    throw new UnsupportedOperationException("to be written");
  }

  /** Revokes a leaked key, or only marks it, and returns it. */
  public ApiKeyView reportLeak(ChangeContext context, KeyRef ref, String source, boolean revoke) {
    throw new UnsupportedOperationException("to be written");
  }
}
