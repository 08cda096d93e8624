package org.nexusauth.console.page.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.page.apikey.LifetimeChoice.ChosenEnd;
import org.nexusauth.console.page.apikey.LifetimeChoice.ChosenEnd.After;
import org.nexusauth.console.page.apikey.LifetimeChoice.ChosenEnd.At;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/**
 * The values of the form for a new key, as they were sent.
 *
 * @param name its name
 * @param environment the name of its environment in lower case; empty for none
 * @param permissions the permissions that are ticked
 * @param morePermissions other permissions, one a line
 * @param lifetime which end was chosen
 * @param expiresAt the date; empty for none
 * @param plan its plan; empty for the preset
 * @param nonce when the form was opened, and random text by which it is recognized when it is sent
 *     again
 */
public record GenerateKeyForm(
    String name,
    String environment,
    List<String> permissions,
    String morePermissions,
    String lifetime,
    String expiresAt,
    String plan,
    String nonce) {

  private static final Pattern NONCE = Pattern.compile("[0-9]{1,12}\\.[0-9a-f-]{36}");
  private static final Duration MAX_AGE = Duration.ofHours(12);

  /** Copies the permissions. */
  public GenerateKeyForm {
    permissions = List.copyOf(permissions);
  }

  /** Returns an empty form. */
  static GenerateKeyForm empty(Instant now) {
    return new GenerateKeyForm("", "", List.of(), "", LifetimeChoice.PRESET, "", "", newNonce(now));
  }

  /** Returns the form for a key like another one, its end aside. */
  static GenerateKeyForm like(ApiKeyRecord key, Instant now) {
    return new GenerateKeyForm(
        key.label().name(),
        valueOf(key.label().environment()),
        key.claims().permissions(),
        "",
        LifetimeChoice.PRESET,
        "",
        Optional.ofNullable(key.plan()).orElse(""),
        newNonce(now));
  }

  /** Reads all fields. */
  static GenerateKeyForm read(FormReader form) {
    GenerateKeyForm values =
        new GenerateKeyForm(
            form.readRaw("name").strip(),
            form.readRaw("environment"),
            form.readTexts("permissions"),
            form.readRaw("morePermissions").replace("\r\n", "\n"),
            form.readRaw("lifetime"),
            form.readRaw("expiresAt").strip(),
            form.readRaw("plan").strip(),
            form.readRaw("nonce"));
    form.finish();
    if (!NONCE.matcher(values.nonce()).matches()) {
      throw ProblemException.invalid("nonce", "This form is not complete. Open its page again.");
    }
    return values;
  }

  /** Returns this form with another nonce: sent again, it makes another key. */
  GenerateKeyForm withNewNonce(Instant now) {
    return new GenerateKeyForm(
        name, environment, permissions, morePermissions, lifetime, expiresAt, plan, newNonce(now));
  }

  /**
   * Returns whether the form is too old to be recognized when it is sent again, for example by a
   * browser that restores its pages: nonces are known for a day.
   */
  boolean isTooOld(Instant now) {
    Instant opened = Instant.ofEpochSecond(Long.parseLong(nonce.substring(0, nonce.indexOf('.'))));
    return opened.isBefore(now.minus(MAX_AGE));
  }

  private static String newNonce(Instant now) {
    return now.getEpochSecond() + "." + UUID.randomUUID();
  }

  /** Returns the value of an environment in the form. */
  public static String valueOf(Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns all permissions: the ticked ones, and the lines, without those that are there twice.
   */
  List<String> allPermissions() {
    Stream<String> lines =
        Arrays.stream(morePermissions.split("\n")).map(String::strip).filter(it -> !it.isEmpty());
    return Stream.concat(permissions.stream(), lines).distinct().toList();
  }

  /**
   * What the form orders.
   *
   * @param request what the key is to be; in the place of what cannot be read it has something
   *     valid
   * @param problems the fields that cannot be read
   */
  record ReadOrder(NewKeyRequest request, List<FieldError> problems) {}

  /** Reads what the key is to be. */
  ReadOrder readOrder(Integration integration, LifetimeChoice choice) {
    List<FieldError> problems = new ArrayList<>();
    Environment chosen =
        findEnvironment()
            .orElseGet(
                () -> {
                  problems.add(new FieldError("environment", "Choose where the key is used."));
                  return Environment.DEVELOPMENT;
                });
    ChosenEnd end = readEnd(choice, problems);
    NewKeyRequest request =
        new NewKeyRequest(
            integration.organizationId(),
            integration.id(),
            name,
            chosen,
            allPermissions(),
            end instanceof After after ? after.lifetime() : null,
            emptyToNull(plan),
            end instanceof At at ? at.instant() : null);
    return new ReadOrder(request, problems);
  }

  private ChosenEnd readEnd(LifetimeChoice choice, List<FieldError> problems) {
    try {
      return choice.parse(lifetime, expiresAt);
    } catch (ManagementException e) {
      problems.addAll(e.fieldErrors());
      return new ChosenEnd.OfEnvironment();
    }
  }

  private Optional<Environment> findEnvironment() {
    return Arrays.stream(Environment.values())
        .filter(one -> valueOf(one).equals(environment))
        .findFirst();
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
