package org.nexusauth.management;

import org.nexusauth.management.alert.AlertChannels;
import org.nexusauth.management.alert.Alerts;
import org.nexusauth.management.alert.rule.AlertThresholds;
import org.nexusauth.management.alert.settings.AlertSettings;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.KeyIssuanceSettings;
import org.nexusauth.management.apikey.KeyTextReader;
import org.nexusauth.management.audit.AuditLog;
import org.nexusauth.management.directory.Agents;
import org.nexusauth.management.directory.Integrations;
import org.nexusauth.management.directory.Organizations;
import org.nexusauth.management.plan.Plans;
import org.nexusauth.management.signing.SigningKeys;
import org.nexusauth.management.store.ManagementPorts;
import org.nexusauth.management.usage.UsageReports;

/**
 * The services over one store. Thread-safe.
 *
 * @param organizations organizations
 * @param agents agents
 * @param integrations integrations
 * @param apiKeys API keys
 * @param signingKeys signing keys
 * @param plans plans of limits
 * @param alerts what rules have found
 * @param alertChannels by what people are notified of it
 * @param usage what keys did
 * @param auditLog the log of all changes
 */
public record ManagementServices(
    Organizations organizations,
    Agents agents,
    Integrations integrations,
    ApiKeys apiKeys,
    SigningKeys signingKeys,
    Plans plans,
    Alerts alerts,
    AlertChannels alertChannels,
    UsageReports usage,
    AuditLog auditLog) {

  /**
   * Makes the services, without a channel of alerts and without usage.
   *
   * @param ports what they stand on
   * @param issuance how keys are issued
   * @param keyTexts reads keys that are imported
   * @param signingKeys the service of signing keys, over the same ports
   */
  public static ManagementServices create(
      ManagementPorts ports,
      KeyIssuanceSettings issuance,
      KeyTextReader keyTexts,
      SigningKeys signingKeys) {
    return new ManagementServices(
        new Organizations(ports),
        new Agents(ports),
        new Integrations(ports),
        new ApiKeys(ports, issuance, keyTexts),
        signingKeys,
        new Plans(ports, issuance.plans()),
        new Alerts(ports, AlertThresholds.DEFAULT),
        new AlertChannels(ports, AlertSettings.NONE),
        new UsageReports(ports, null),
        new AuditLog(ports));
  }

  /** Returns the same services with usage, over the same ports. */
  public ManagementServices withUsage(UsageReports reports) {
    return withAlerts(alerts, alertChannels, reports);
  }

  /** Returns the same services with other ones of alerts and usage, over the same ports. */
  ManagementServices withAlerts(Alerts others, AlertChannels channels, UsageReports reports) {
    return new ManagementServices(
        organizations,
        agents,
        integrations,
        apiKeys,
        signingKeys,
        plans,
        others,
        channels,
        reports,
        auditLog);
  }
}
