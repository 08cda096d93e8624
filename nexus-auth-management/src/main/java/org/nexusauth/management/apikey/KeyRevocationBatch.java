package org.nexusauth.management.apikey;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/**
 * Revokes several keys, or says what that would do. Each key is a change of its own: what is wrong
 * with one does not keep the others from being revoked. Once a store cannot be reached, the keys
 * that are left are not tried.
 *
 * @param apiKeys the service
 */
public record KeyRevocationBatch(ApiKeys apiKeys) {
  /** How many keys one request may revoke. */
  public static final int MAX_KEYS = 100;

  /** What became of one key. */
  public sealed interface KeyOutcome {
    /** Returns which key. */
    KeyRef ref();
  }

  /**
   * A preview: the key can be revoked.
   *
   * @param key the key
   */
  public record Revocable(ApiKeyView key) implements KeyOutcome {
    @Override
    public KeyRef ref() {
      return key.record().ref();
    }
  }

  /**
   * The key was revoked.
   *
   * @param key the key
   */
  public record Revoked(ApiKeyView key) implements KeyOutcome {
    @Override
    public KeyRef ref() {
      return key.record().ref();
    }
  }

  /**
   * The key is revoked already; that revocation stays.
   *
   * @param key the key
   */
  public record AlreadyRevoked(ApiKeyView key) implements KeyOutcome {
    @Override
    public KeyRef ref() {
      return key.record().ref();
    }
  }

  /**
   * The key was not revoked, or cannot be.
   *
   * @param ref which key
   * @param problem why
   */
  public record NotRevoked(KeyRef ref, ManagementException problem) implements KeyOutcome {}

  /** Returns what {@link #revoke} would do, in the order of the keys; each once. */
  public List<KeyOutcome> preview(Operator operator, List<KeyRef> keys) {
    return handleEach(keys, ref -> previewOne(operator, ref));
  }

  /**
   * Revokes keys, in their order; each once.
   *
   * @throws ManagementException of kind {@code INVALID} or {@code FORBIDDEN}, if the order is wrong
   *     whatever the key, or the operator may not revoke; nothing was changed
   */
  public List<KeyOutcome> revoke(
      ChangeContext context, List<KeyRef> keys, KeyRevocationRequest order) {
    apiKeys.requireValid(context, order);
    return handleEach(keys, ref -> revokeOne(context, ref, order));
  }

  private KeyOutcome previewOne(Operator operator, KeyRef ref) {
    ApiKeyView key = apiKeys.get(operator, ref);
    if (key.state() == KeyState.REVOKED) {
      return new AlreadyRevoked(key);
    }
    return new Revocable(key);
  }

  private KeyOutcome revokeOne(ChangeContext context, KeyRef ref, KeyRevocationRequest order) {
    ApiKeyView before = apiKeys.get(context.operator(), ref);
    if (before.state() == KeyState.REVOKED) {
      return new AlreadyRevoked(before);
    }
    return new Revoked(apiKeys.revoke(context, ref, order, ExpectedVersion.ANY));
  }

  private static List<KeyOutcome> handleEach(
      List<KeyRef> keys, Function<KeyRef, KeyOutcome> handler) {
    List<KeyOutcome> outcomes = new ArrayList<>();
    for (KeyRef ref : new LinkedHashSet<>(keys)) {
      outcomes.add(handle(ref, outcomes, handler));
    }
    return outcomes;
  }

  private static KeyOutcome handle(
      KeyRef ref, List<KeyOutcome> earlier, Function<KeyRef, KeyOutcome> handler) {
    if (!earlier.isEmpty()
        && earlier.get(earlier.size() - 1) instanceof NotRevoked last
        && last.problem().kind() == Kind.UNAVAILABLE) {
      return new NotRevoked(ref, last.problem());
    }
    try {
      return handler.apply(ref);
    } catch (ManagementException e) {
      return new NotRevoked(ref, e);
    }
  }
}
