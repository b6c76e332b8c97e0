package io.waybill.platform.engine.embedded.cockpit;

import java.time.Duration;
import org.operaton.bpm.engine.IdentityService;
import org.operaton.bpm.engine.authorization.Groups;
import org.operaton.bpm.engine.identity.Group;
import org.operaton.bpm.engine.identity.User;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates the user in the settings, who may sign in to Cockpit. This happens before the first request: as long as there
 * is no administrator, Cockpit lets anyone become one.
 */
class CockpitUser implements InitializingBean {

    private final CockpitSettings settings;
    private final IdentityService identities;
    private final TransactionTemplate transaction;

    /** Another replica may create the same user at the same moment. */
    private final RetryTemplate untilItIsThere = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(5)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .build());

    CockpitUser(CockpitSettings settings, IdentityService identities, PlatformTransactionManager transactions) {
        this.settings = settings;
        this.identities = identities;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterPropertiesSet() throws Exception {
        untilItIsThere.execute(() -> transaction.execute(status -> {
            bringUp();
            return true;
        }));
    }

    private void bringUp() {
        User user = identities.createUserQuery().userId(settings.user()).singleResult();
        if (user == null) {
            save(identities.newUser(settings.user()));
        } else if (!identities.checkPassword(settings.user(), settings.password())) {
            save(user);
        }
        if (identities.createGroupQuery().groupId(Groups.OPERATON_ADMIN).count() == 0) {
            Group administrators = identities.newGroup(Groups.OPERATON_ADMIN);
            administrators.setName("Administrators");
            administrators.setType(Groups.GROUP_TYPE_SYSTEM);
            identities.saveGroup(administrators);
        }
        if (identities
                        .createUserQuery()
                        .userId(settings.user())
                        .memberOfGroup(Groups.OPERATON_ADMIN)
                        .count()
                == 0) {
            identities.createMembership(settings.user(), Groups.OPERATON_ADMIN);
        }
    }

    private void save(User user) {
        // Cockpit greets by both names.
        user.setFirstName(settings.user());
        user.setLastName("");
        user.setPassword(settings.password());
        identities.saveUser(user);
    }
}
