package org.nexusauth.management;

import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.audit.AuditLog;
import org.nexusauth.management.directory.Agents;
import org.nexusauth.management.directory.Integrations;
import org.nexusauth.management.directory.Organizations;
import org.nexusauth.management.signing.SigningKeys;

/**
 * The services over one store. Thread-safe.
 *
 * @param organizations organizations
 * @param agents agents
 * @param integrations integrations
 * @param apiKeys API keys
 * @param signingKeys signing keys
 * @param auditLog the log of all changes
 */
public record ManagementServices(
    Organizations organizations,
    Agents agents,
    Integrations integrations,
    ApiKeys apiKeys,
    SigningKeys signingKeys,
    AuditLog auditLog) {}
