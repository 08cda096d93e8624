package org.nexusauth.console.page.rotation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.KeyWords;
import org.nexusauth.console.page.reveal.KeyReveal;
import org.nexusauth.console.page.reveal.NextStep;
import org.nexusauth.console.page.rotation.RotationStartView.NewKeyTerms;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;

/**
 * Starts the rotation of a key: the new key is made, and shown once.
 *
 * @param clock computes the deadline of the old key
 * @param reveal shows the new key
 */
public record RotationStartPage(Clock clock, KeyReveal reveal) {
  private static final String PATH =
      "/organizations/{organization}/integrations/{integration}/keys/{key}/rotate";
  private static final String ADVICE =
      "Give the new key to the application, then see on the rotation's page when it is used and when"
          + " the old key can be revoked.";

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.OPERATOR, this::show), Route.form(PATH, Role.OPERATOR, this::rotate));
  }

  private ConsoleResponse show(ConsoleCall call) {
    RotationForm form = RotationForm.begin(clock.instant(), UUID.randomUUID().toString());
    return render(call, form, FormErrors.NONE);
  }

  private ConsoleResponse rotate(ConsoleCall call) {
    RotationForm form = RotationForm.read(call.form());
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    Optional<String> unsigned = call.services().apiKeys().findSigningObstacle();
    if (unsigned.isPresent()) {
      return render(call, form, FormErrors.ofOutage(unsigned.get()));
    }
    KeyRef ref = KeyPlace.refOf(call);
    try {
      // Read before: once the key is made, nothing may keep its page from being shown.
      Integration integration =
          call.services()
              .integrations()
              .get(call.operator(), ref.organizationId(), ref.integrationId());
      GenerationResult made =
          call.services()
              .apiKeys()
              .rotate(
                  call.contextOnce(form.nonce()), ref, form.toRequest(clock.instant()), version);
      return reveal.answer(made, integration, nextStepOf(ref));
    } catch (ManagementException e) {
      return render(call, form, FormErrors.from(e));
    }
  }

  /** Who has lost the new key cancels the rotation and starts it again. */
  private static NextStep nextStepOf(KeyRef ref) {
    List<String> rotation = KeyPlace.pathOf(ref, "rotation");
    return new NextStep(ADVICE, rotation, rotation);
  }

  private Html render(ConsoleCall call, RotationForm form, FormErrors errors) {
    ApiKeys service = call.services().apiKeys();
    RotationStartView view =
        new RotationStartView(
            KeyPlace.read(call),
            form,
            errors,
            new NewKeyTerms(
                service.longestLifetime(), service.findSigningObstacle(), clock.instant()));
    String title = "Rotate key " + KeyWords.shortName(view.key().record());
    return ConsoleResponse.page(new HtmlPage("rotation/rotate", title, Section.INTEGRATIONS, view))
        .withStatus(errors.status());
  }
}
