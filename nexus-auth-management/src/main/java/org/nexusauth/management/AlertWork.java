package org.nexusauth.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.AlertSources;
import org.nexusauth.management.alert.delivery.DeliveryQueue;
import org.nexusauth.management.alert.delivery.DeliveryQueue.Receiver;
import org.nexusauth.management.alert.delivery.DeliveryWriter;
import org.nexusauth.management.alert.evaluation.AlertAnnouncer;
import org.nexusauth.management.alert.evaluation.AlertEvaluator;
import org.nexusauth.management.alert.evaluation.AlertEvaluator.EvaluatorWork;
import org.nexusauth.management.alert.evaluation.RuleEvaluation;
import org.nexusauth.management.alert.lease.EvaluatorLeaseHolder;
import org.nexusauth.management.alert.lookup.ActivityEvaluation;
import org.nexusauth.management.alert.lookup.ActivityEvaluation.ActivitySources;
import org.nexusauth.management.alert.lookup.RecordEvaluation;
import org.nexusauth.management.alert.mail.MailSenders;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.alert.settings.MailSettings;
import org.nexusauth.management.alert.settings.WebhookSettings;
import org.nexusauth.management.alert.webhook.WebhookSender;
import org.nexusauth.management.model.alert.AlertChannel;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.usage.store.UsageReader;

/**
 * The evaluation of alert rules on one node, and the sending of what they find: a thread for the
 * lease, one for the rules and one for each channel, so that none waits for another. Thread-safe.
 */
final class AlertWork implements AutoCloseable {
  private static final Duration LEASE_INTERVAL = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final EvaluatorLeaseHolder lease;
  private final AlertEvaluator evaluator;
  private final List<DeliveryQueue> queues = new ArrayList<>();
  private final @Nullable WebhookSender webhook;
  private final List<BackgroundThread> threads = new ArrayList<>();

  /**
   * Opens the channels; on a thread of the application, whose JNDI names are looked up.
   *
   * @param node a name that no other process has
   * @throws org.nexusauth.config.ConfigurationException when a channel cannot be opened
   */
  AlertWork(
      ManagementPorts ports, ManagementSettings management, AlertSources sources, String node) {
    AlertSettings settings = management.alerts();
    lease = new EvaluatorLeaseHolder(ports, node);
    evaluator =
        new AlertEvaluator(
            ports,
            lease,
            new EvaluatorWork(
                createRules(ports, management, sources),
                new DeliveryWriter(settings),
                new AlertAnnouncer(sources.listeners()),
                settings.quietHours()));
    MailSettings mail = settings.mail();
    if (mail != null) {
      Receiver receiver = new Receiver(AlertChannel.MAIL, mail.receiver(), MailSenders.open(mail));
      queues.add(new DeliveryQueue(ports, lease, receiver));
    }
    webhook = openWebhook(settings.webhook());
    if (webhook != null) {
      Receiver receiver = new Receiver(AlertChannel.WEBHOOK, webhook.receiver(), webhook);
      queues.add(new DeliveryQueue(ports, lease, receiver));
    }
  }

  private static List<RuleEvaluation> createRules(
      ManagementPorts ports, ManagementSettings management, AlertSources sources) {
    AlertThresholds thresholds = management.alerts().thresholds();
    List<RuleEvaluation> rules = new ArrayList<>();
    rules.add(new RecordEvaluation(ports, thresholds));
    UsageReader usage = sources.usage();
    if (usage != null) {
      rules.add(
          new ActivityEvaluation(
              ports, thresholds, new ActivitySources(usage, sources.plans(), management.issuer())));
    }
    return rules;
  }

  private static @Nullable WebhookSender openWebhook(@Nullable WebhookSettings settings) {
    if (settings == null) {
      return null;
    }
    return WebhookSender.open(settings);
  }

  long openAlerts() {
    return evaluator.openAlerts();
  }

  /** Starts the threads. */
  void start() {
    repeat("nexus-auth-alert-lease", "renewing the lease of alerts", LEASE_INTERVAL, lease::renew);
    repeat("nexus-auth-alerts", "evaluating alert rules", INTERVAL, evaluator);
    for (DeliveryQueue queue : queues) {
      repeat("nexus-auth-alert-delivery", "sending messages of alerts", INTERVAL, queue);
    }
  }

  private void repeat(String name, String work, Duration interval, Runnable repeated) {
    BackgroundThread thread = new BackgroundThread(name);
    threads.add(thread);
    thread.repeat(work, interval, repeated);
  }

  /** Ends the threads, and lets another node go on. */
  @Override
  public void close() {
    if (webhook != null) {
      webhook.close();
    }
    threads.forEach(thread -> thread.end(CLOSE_TIMEOUT));
    try {
      lease.release();
    } catch (ManagementException e) {
      // It expires by itself.
    }
  }
}
