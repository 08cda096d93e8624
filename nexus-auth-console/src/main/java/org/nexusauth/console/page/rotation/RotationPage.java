package org.nexusauth.console.page.rotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.ConsoleResponse.Redirect;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.KeyPlace;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.page.RecentUsage;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.RotationProgress;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.usage.UsageReports;

/** The rotation of an old key: how far it is, and its cancellation. */
public final class RotationPage {
  private static final String PATH =
      "/organizations/{organization}/integrations/{integration}/keys/{key}/rotation";

  private RotationPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.VIEWER, RotationPage::show),
        Route.page(PATH + "-progress", Role.VIEWER, RotationPage::showProgress),
        Route.page(PATH + "/cancel", Role.OPERATOR, RotationPage::confirmCancel),
        Route.form(PATH + "/cancel", Role.OPERATOR, RotationPage::cancel));
  }

  /**
   * What the page that asks before a cancellation shows.
   *
   * @param rotation the rotation
   * @param errors why it was not cancelled
   */
  public record CancelView(RotationView rotation, FormErrors errors) {}

  private static ConsoleResponse show(ConsoleCall call) {
    RotationView view = read(call);
    Optional<KeyRef> predecessor = findPredecessor(call, view);
    if (predecessor.isPresent()) {
      return redirect(predecessor.get());
    }
    return ConsoleResponse.page(
        new HtmlPage("rotation/rotation", "Rotation", Section.INTEGRATIONS, view));
  }

  /** The new key of a rotation leads to the page of the old one. */
  private static Optional<KeyRef> findPredecessor(ConsoleCall call, RotationView view) {
    KeyRef own = view.place().ref();
    String id = view.key().record().lifecycle().predecessorId();
    if (view.rotation() != null || id == null) {
      return Optional.empty();
    }
    KeyRef ref = new KeyRef(own.organizationId(), own.integrationId(), id);
    ApiKeyView predecessor = call.services().apiKeys().get(call.operator(), ref);
    return Optional.ofNullable(predecessor.record().lifecycle().rotation())
        .filter(rotation -> rotation.successorId().equals(own.keyId()))
        .map(rotation -> ref);
  }

  /** Its address is as deep as that of the page, because its links are relative to the page. */
  private static ConsoleResponse showProgress(ConsoleCall call) {
    return ConsoleResponse.page(
        new HtmlPage("rotation/progress", "Rotation", Section.INTEGRATIONS, read(call)));
  }

  private static ConsoleResponse confirmCancel(ConsoleCall call) {
    return renderCancel(call, FormErrors.NONE);
  }

  private static ConsoleResponse cancel(ConsoleCall call) {
    ExpectedVersion version = call.form().readVersion("version");
    call.form().finish();
    KeyRef ref = KeyPlace.refOf(call);
    try {
      call.services().apiKeys().cancelRotation(call.context(), ref, version);
    } catch (ManagementException e) {
      return renderCancel(call, FormErrors.from(e));
    }
    return redirect(ref).withNotice(Notice.ROTATION_CANCELLED.parameter());
  }

  private static Html renderCancel(ConsoleCall call, FormErrors errors) {
    CancelView view = new CancelView(read(call), errors);
    return ConsoleResponse.page(
            new HtmlPage("rotation/cancel", "Cancel rotation", Section.INTEGRATIONS, view))
        .withStatus(errors.status());
  }

  private static RotationView read(ConsoleCall call) {
    KeyPlace place = KeyPlace.read(call);
    if (place.key().record().lifecycle().rotation() == null) {
      return new RotationView(place, null, Map.of(), null);
    }
    RotationProgress progress =
        call.services().apiKeys().rotationProgress(call.operator(), place.ref());
    KeyRef successor = progress.successor().record().ref();
    return new RotationView(
        new KeyPlace(progress.predecessor(), place.integrationName()),
        progress,
        RecentUsage.ofKeys(call, List.of(place.ref(), successor)),
        RecentUsage.lastHour(call, UsageReports.scopeOf(place.ref())));
  }

  private static Redirect redirect(KeyRef ref) {
    return new Redirect(KeyPlace.pathOf(ref, "rotation"), "");
  }
}
