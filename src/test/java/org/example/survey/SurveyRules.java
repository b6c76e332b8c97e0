package org.example.survey;

import io.waybill.platform.audit.Rule;
import io.waybill.platform.audit.SubjectRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the audit checks about surveys. */
@Component
class SurveyRules implements SubjectRules {

    @Override
    public String process() {
        return Surveys.PROCESS;
    }

    @Override
    public List<Rule> rules() {
        return List.of(new Rule(
                "surveys-are-closed-when-they-end", "Survey {survey} is {status}, but by its times it is not", """
                select s.order_id as survey, s.status
                from TOUCHED t straight_join survey s on s.order_id = t.order_id
                where (s.closed_at is null) <> (s.status in ('WANTED', 'SENT'))"""));
    }
}
