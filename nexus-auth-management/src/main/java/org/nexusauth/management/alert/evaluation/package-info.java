/** From findings to alerts: the evaluation of rules, on one node at a time. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.evaluation;
