package org.nexusauth.management.apikey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.record.AuditedKeyWriter;
import org.nexusauth.management.apikey.record.KeyRecordUpdates;
import org.nexusauth.management.audit.AuditedChanges;
import org.nexusauth.management.internal.InputErrors;
import org.nexusauth.management.internal.VersionCheck;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.Rotation;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The lives of API keys. Thread-safe. */
public final class ApiKeys {
  private final ManagementPorts ports;
  private final KeyIssuanceSettings issuance;
  private final AuditedChanges changes;
  private final KeyViews views;
  private final KeyGenerator generator;
  private final KeyRevocationWriter revoker;
  private final KeyRotator rotator;
  private final KeyImporter importer;
  private final KeyPlanWriter plans;

  /**
   * Makes the service.
   *
   * @param issuance how keys are issued
   * @param keyTexts reads keys that are imported
   */
  public ApiKeys(ManagementPorts ports, KeyIssuanceSettings issuance, KeyTextReader keyTexts) {
    this.ports = ports;
    this.issuance = issuance;
    this.changes = new AuditedChanges(ports);
    this.views = new KeyViews(ports);
    this.generator = new KeyGenerator(ports, issuance, changes);
    this.revoker = new KeyRevocationWriter(ports, changes);
    this.rotator = new KeyRotator(ports, issuance, generator, changes);
    this.plans = new KeyPlanWriter(issuance.plans());
    this.importer = new KeyImporter(keyTexts, issuance.prefix(), changes);
  }

  /** Returns what new keys of each environment get, by the settings. */
  public EnvironmentPresets presets() {
    return issuance.presets();
  }

  /** Returns the longest lifetime that a new key may have, by the settings. */
  public Duration longestLifetime() {
    return issuance.longestLifetime();
  }

  /**
   * Returns why no new key can be signed at present, and what to do, in sentences; empty while keys
   * can be signed. For a form that says so before it is filled in; generating and rotating report
   * the same.
   */
  public Optional<String> findSigningObstacle() {
    try {
      var unused = issuance.signingKey().get();
      return Optional.empty();
    } catch (ManagementException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Returns a key. */
  public ApiKeyView get(Operator operator, KeyRef ref) {
    AccessCheck.requireOrganization(operator, ref.organizationId(), AuditedKeyWriter.KIND);
    return views.viewOf(ref);
  }

  /**
   * Lists keys, the newest first. With a state, those that are in it by the verdict of the
   * revocation store: a page may then have fewer keys than its limit, or none, although others
   * follow. While that store cannot be reached, the records decide, and each key says so.
   */
  public ResultPage<ApiKeyView> list(Operator operator, ApiKeyQuery query, PageRequest page) {
    AccessCheck.requireOrganization(operator, query.organizationId(), "organization");
    return views.list(query, page);
  }

  /**
   * Issues a key: first the record and the audit event, then the key. A request with the same
   * {@code Idempotency-Key} makes no other key, for 24 h.
   */
  public GenerationResult generate(ChangeContext context, NewKeyRequest order) {
    requireOperator(context, order.organizationId(), "integration");
    return generator.generateKey(context, order);
  }

  /**
   * Returns all that is wrong with what a key is to be, for a form that shows it; generating
   * reports the same.
   */
  public List<FieldError> findProblems(NewKeyRequest order) {
    NewKeyCheck check = new NewKeyCheck(issuance);
    List<FieldError> problems = check.findProblems(order, ports.now());
    if (!problems.isEmpty()) {
      return problems;
    }
    return ports.records().read(all -> check.findPlanProblem(all, order)).stream().toList();
  }

  /** Renames a key. */
  public ApiKeyView rename(
      ChangeContext context, KeyRef ref, String name, ExpectedVersion version) {
    requireOperator(context, ref.organizationId(), AuditedKeyWriter.KIND);
    new InputErrors().checkName("name", name).throwIfAny();
    changes.makeChange(
        context,
        change -> {
          ApiKeyRecord known = KeyViews.requireKey(change.records(), ref);
          VersionCheck.requireVersion(version, known.version());
          if (!known.label().name().equals(name)) {
            AuditedKeyWriter.updateKey(
                change, "key.rename", known, KeyRecordUpdates.withName(known, name));
          }
          return true;
        });
    return views.viewOf(ref);
  }

  /**
   * Gives a key another plan: its record's plan counts from then on, on all nodes within a second,
   * and not the one that the key claims. Windows of the same length go on. A key that is being
   * rotated and its successor share their windows, so both get the plan.
   */
  public ApiKeyView changePlan(
      ChangeContext context, KeyRef ref, String plan, ExpectedVersion version) {
    requireOperator(context, ref.organizationId(), AuditedKeyWriter.KIND);
    new InputErrors().checkId("plan", plan).throwIfAny();
    changes.makeChange(
        context,
        change -> {
          ApiKeyRecord known = KeyViews.requireKey(change.records(), ref);
          VersionCheck.requireVersion(version, known.version());
          plans.changePlan(change, known, plan);
          return true;
        });
    return views.viewOf(ref);
  }

  /**
   * Revokes a key; in force on this node when it returns, on all within a second. Of a key that is
   * revoked already the first revocation stays, and no version is expected.
   */
  public ApiKeyView revoke(
      ChangeContext context, KeyRef ref, KeyRevocationRequest order, ExpectedVersion version) {
    requireOperator(context, ref.organizationId(), AuditedKeyWriter.KIND);
    revoker.revokeKey(context, ref, order, version);
    return views.viewOf(ref);
  }

  /**
   * Checks how keys are to be revoked, without revoking any.
   *
   * @throws ManagementException of kind {@code INVALID} or {@code FORBIDDEN}
   */
  void requireValid(ChangeContext context, KeyRevocationRequest order) {
    AccessCheck.requireRole(context.operator(), Role.OPERATOR);
    revoker.requireValid(order);
  }

  /** Makes the successor of a key; the old key ends after the grace, or at the deadline. */
  public GenerationResult rotate(
      ChangeContext context, KeyRef ref, KeyRotationRequest order, ExpectedVersion version) {
    requireOperator(context, ref.organizationId(), AuditedKeyWriter.KIND);
    return rotator.rotateKey(context, ref, order, version);
  }

  /** Cancels the rotation of a key whose successor was never used; the successor is revoked. */
  public ApiKeyView cancelRotation(ChangeContext context, KeyRef ref, ExpectedVersion version) {
    requireOperator(context, ref.organizationId(), AuditedKeyWriter.KIND);
    rotator.cancelRotation(context, ref, version);
    return views.viewOf(ref);
  }

  /** Returns how far the rotation of an old key is. */
  public RotationProgress rotationProgress(Operator operator, KeyRef ref) {
    ApiKeyView old = get(operator, ref);
    Rotation rotation = old.record().lifecycle().rotation();
    if (rotation == null) {
      throw ManagementException.of(Kind.CONFLICT, "This key is not being rotated.");
    }
    ApiKeyView successor = views.viewOf(KeyRotator.successorOf(old.record(), rotation));
    return new RotationCompletionAdvice(old, successor, rotation, ports.now()).toProgress();
  }

  /**
   * Records a key that was issued elsewhere, from its text, which is not kept. Of one that is
   * recorded already nothing changes.
   */
  public ApiKeyView importKey(ChangeContext context, String keyText) {
    AccessCheck.requireRole(context.operator(), Role.OPERATOR);
    return views.viewOf(importer.importKey(context, keyText));
  }

  /** Revokes a leaked key, or only marks it, and returns it. */
  public ApiKeyView reportLeak(ChangeContext context, KeyRef ref, String source, boolean revoke) {
    requireOperator(context, ref.organizationId(), AuditedKeyWriter.KIND);
    revoker.reportLeak(context, ref, source, revoke);
    return views.viewOf(ref);
  }

  private static void requireOperator(ChangeContext context, String organizationId, String what) {
    AccessCheck.requireOrganization(context.operator(), organizationId, what);
    AccessCheck.requireRole(context.operator(), Role.OPERATOR);
  }
}
