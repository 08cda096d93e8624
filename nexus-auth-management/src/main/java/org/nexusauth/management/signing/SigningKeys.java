package org.nexusauth.management.signing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.audit.AuditFieldsBuilder;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.model.SealedText;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/**
 * The lives of an issuer's signing keys; an admin may. Thread-safe.
 *
 * <p>A key is <em>next</em>, then it <em>signs</em>, then it <em>only verifies</em>, then it is
 * <em>retired</em>. One key signs and one is next at most, whichever nodes make changes at the same
 * time. Private parts are stored encrypted, and are in no result, message or event.
 */
public final class SigningKeys {
  private static final int ID_BYTES = 4;
  private static final int DATE_LENGTH = "2026-11-30".length();

  private final ManagementPorts ports;
  private final SigningSettings settings;
  private final AuditedChanges changes;
  private final SigningKeyViews views;
  private final PrivateKeyProtection protection;
  private final SecureRandom random = new SecureRandom();

  /** The key that signed last, as it was decrypted. Any thread writes and reads it. */
  private volatile @Nullable DecryptedKey lastKey;

  private record DecryptedKey(SealedText sealed, SigningKey key) {}

  /** Makes the service. */
  public SigningKeys(ManagementPorts ports, SigningSettings settings) {
    this.ports = ports;
    this.settings = settings;
    this.changes = new AuditedChanges(ports);
    this.views = new SigningKeyViews(settings);
    this.protection = new PrivateKeyProtection(settings.secrets());
  }

  /** Lists the signing keys, the newest first. */
  public List<SigningKeyView> list(Operator operator) {
    AccessCheck.requireRole(operator, Role.ADMIN);
    return ports.records().read(records -> views.readViews(records, ports.now()));
  }

  /**
   * Makes the next key, for RS256, and publishes it. It signs once it is activated.
   *
   * @param keyId the {@code kid}; null for one that is made of the date and a random part
   * @throws ManagementException of kind {@code CONFLICT} if there is a next key, or the id was used
   *     before; of kind {@code UNAVAILABLE} if there is no secret to encrypt it with
   */
  public SigningKeyView prepareNext(ChangeContext context, @Nullable String keyId) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    protection.requireSecret();
    try {
      String id = Objects.requireNonNullElseGet(keyId, this::makeKeyId);
      return insertNext(context, SigningKey.generate(id), "signing-key.create");
    } catch (IllegalArgumentException e) {
      throw invalid("keyId", "The " + e.getMessage() + ".");
    }
  }

  /**
   * Imports a private key as the next one, and publishes its public part.
   *
   * @throws ManagementException of kind {@code INVALID} if it is a shared secret, which has no
   *     public part; else as {@link #prepareNext}
   */
  public SigningKeyView importNext(ChangeContext context, SigningKey key) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    if (key.algorithm().isSecret()) {
      throw invalid(
          "key",
          "A shared secret has no public part that could be published. Import a key for RS256.");
    }
    return insertNext(context, key, "signing-key.import");
  }

  /**
   * Makes the next key sign; the one that signed before only verifies then.
   *
   * @param force true to sign before verifiers have had the time to read the key: until they have,
   *     they deny what it signs
   * @throws ManagementException of kind {@code CONFLICT} if the key is not next, or has not been
   *     published for long enough; the message says from when it may sign. The first key of an
   *     issuer may sign immediately
   */
  public SigningKeyView activate(
      ChangeContext context, String keyId, boolean force, ExpectedVersion version) {
    return makeChange(
        context,
        change -> {
          SigningKeyRecord key = change.requireKey(keyId, version);
          SigningKeyAction.ACTIVATE.requireAllowed(key);
          AuditFieldsBuilder details = new AuditFieldsBuilder();
          Instant signsFrom = views.signsFrom(key, change.keys().size());
          // Activated at signsFrom or later: all verifiers have read it.
          if (change.writer().now().isBefore(signsFrom)) {
            requireForced(force, key, signsFrom);
            details.with("forced", true);
          }
          protection.openKey(key);
          return change.applySigning(SigningKeyAction.ACTIVATE, key, details);
        });
  }

  /**
   * Makes a key sign again that has signed before and is not retired; the one that signs at present
   * only verifies then.
   */
  public SigningKeyView rollBack(ChangeContext context, String keyId, ExpectedVersion version) {
    return makeChange(
        context,
        change -> {
          SigningKeyRecord key = change.requireKey(keyId, version);
          SigningKeyAction.ROLL_BACK.requireAllowed(key);
          protection.openKey(key);
          return change.applySigning(SigningKeyAction.ROLL_BACK, key, new AuditFieldsBuilder());
        });
  }

  /**
   * Retires a key that only verifies, so that the keys it has signed are denied once verifiers have
   * read it; or one that is next and shall not sign. Its private part is deleted.
   *
   * @param acceptedKeys how many unexpired keys may end with it
   * @throws ManagementException of kind {@code CONFLICT} if more unexpired keys would end; the
   *     message has their number
   */
  public SigningKeyView retire(
      ChangeContext context, String keyId, long acceptedKeys, ExpectedVersion version) {
    return makeChange(
        context,
        change -> {
          SigningKeyRecord key = change.requireKey(keyId, version);
          SigningKeyAction.RETIRE.requireAllowed(key);
          long ended = views.countUnexpiredKeys(change.writer().records(), key, ports.now());
          if (ended > acceptedKeys) {
            throw ManagementException.of(
                Kind.CONFLICT,
                "Retiring the signing key %s would end %s unexpired keys. Rotate them first or wait until they have expired; or retire it and accept that number."
                    .formatted(keyId, ended));
          }
          AuditFieldsBuilder details = new AuditFieldsBuilder().with("unexpiredKeys", ended);
          return change.applyAction(SigningKeyAction.RETIRE, key, details);
        });
  }

  /**
   * Revokes a stolen key: all keys that it has signed are denied on this node when this returns,
   * and on all nodes within a second. Its private part is deleted. If it was the one that signs,
   * none does until another one is activated.
   *
   * @param reason why, for people who operate: one line of at most 200 characters
   */
  public SigningKeyView revoke(
      ChangeContext context, String keyId, String reason, ExpectedVersion version) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    SigningKeyReasonCheck.requireReason(reason);
    return makeChange(
        context,
        change -> {
          SigningKeyRecord key = change.requireKey(keyId, version);
          SigningKeyAction.REVOKE.requireAllowed(key);
          change
              .writer()
              .revocations()
              .revoke(
                  new Revocation(
                      Subject.signingKey(settings.issuer(), keyId),
                      change.writer().now(),
                      null,
                      null,
                      reason));
          return change.applyAction(
              SigningKeyAction.REVOKE, key, new AuditFieldsBuilder().with("reason", reason));
        });
  }

  /**
   * Encrypts all private parts under the first secret, after which the others are no longer needed.
   * Can be repeated.
   *
   * @return how many were encrypted under another one
   * @throws ManagementException of kind {@code UNAVAILABLE} if one cannot be decrypted; none is
   *     changed then
   */
  public int reencrypt(ChangeContext context) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    protection.requireSecret();
    return changes.makeChange(
        context,
        writer -> {
          AuditedSigningKeyWriter change = new AuditedSigningKeyWriter(writer, settings.issuer());
          List<SigningKeyRecord> others =
              change.keys().stream().filter(protection::needsReencryption).toList();
          others.forEach(
              key -> change.updateSealed(key, protection.reencrypt(key), "signing-key.reencrypt"));
          return others.size();
        });
  }

  /**
   * Returns the JWK set of the keys that are published: next, signing, verify-only. Public parts
   * alone; the same text as long as the same keys are published.
   */
  public String publishedKeys() {
    return PublishedKeySet.toJson(readKeys());
  }

  /** Returns how often verifiers read the published keys, so how long a cache may keep them. */
  public Duration refreshInterval() {
    return settings.refresh();
  }

  /**
   * Returns the key that signs now.
   *
   * @throws ManagementException of kind {@code CONFLICT} if none does; of kind {@code UNAVAILABLE}
   *     if it cannot be decrypted, or there is no secret to decrypt any
   */
  public SigningKey currentKey() {
    protection.requireSecret();
    SigningKeyRecord signing =
        readKeys().stream()
            .filter(key -> key.state() == SigningKeyState.SIGNING)
            .findFirst()
            .orElseThrow(this::noSigningKey);
    DecryptedKey last = lastKey;
    if (last != null && last.sealed().equals(signing.sealedPrivateKey())) {
      return last.key();
    }
    SigningKey key = protection.openKey(signing);
    lastKey = new DecryptedKey(Objects.requireNonNull(signing.sealedPrivateKey()), key);
    return key;
  }

  private List<SigningKeyRecord> readKeys() {
    return ports.records().read(records -> records.listSigningKeys(settings.issuer()));
  }

  private SigningKeyView insertNext(ChangeContext context, SigningKey key, String action) {
    SealedText sealed = protection.seal(settings.issuer(), key);
    return makeChange(
        context,
        change -> {
          Instant now = change.writer().now();
          SigningKeyRecord created =
              new SigningKeyRecord(
                  settings.issuer(),
                  key.keyId(),
                  key.algorithm().headerName(),
                  SigningKeyState.NEXT,
                  now,
                  context.operator().name(),
                  now,
                  key.publicJwk(),
                  sealed,
                  1);
          return change.insertNext(created, action);
        });
  }

  private SigningKeyView makeChange(
      ChangeContext context, Function<AuditedSigningKeyWriter, SigningKeyRecord> work) {
    AccessCheck.requireRole(context.operator(), Role.ADMIN);
    return changes.makeChange(
        context,
        writer -> {
          SigningKeyRecord changed =
              work.apply(new AuditedSigningKeyWriter(writer, settings.issuer()));
          return views.viewOf(writer.records(), changed, ports.now());
        });
  }

  private static void requireForced(boolean force, SigningKeyRecord key, Instant signsFrom) {
    if (!force) {
      throw ManagementException.of(
          Kind.CONFLICT,
          "Not all verifiers know the signing key %s yet. Activate it at %s or later; or force it, and accept that verifiers deny its keys until they have read it."
              .formatted(key.keyId(), signsFrom));
    }
  }

  private String makeKeyId() {
    byte[] suffix = new byte[ID_BYTES];
    random.nextBytes(suffix);
    return ports.now().toString().substring(0, DATE_LENGTH)
        + "-"
        + HexFormat.of().formatHex(suffix);
  }

  private ManagementException noSigningKey() {
    return ManagementException.of(
        Kind.CONFLICT,
        "No key signs for the issuer %s. Prepare a signing key and activate it, for example with nexus-auth signing-key prepare and nexus-auth signing-key activate."
            .formatted(settings.issuer()));
  }

  private static ManagementException invalid(String field, String message) {
    return ManagementException.invalid(List.of(new FieldError(field, message)));
  }
}
