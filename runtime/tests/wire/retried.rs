//! Answers that the SDK asks for again, and errors that stay what they are.

use dynaschema::{Error, Route};
use dynaschema_scripted::Answer;

use crate::verbs::{ITEM, ROUTES, VERBS, Verb};

impl Verb {
    fn right(&self) -> Answer {
        Answer::bytes(200, self.answer(ITEM))
    }

    /// What is read of a right answer.
    async fn expected(&self) -> String {
        let (read, calls) = self.ask(vec![self.right()], Route::Maps).await;
        assert_eq!(calls, 1);
        read.expect("a right answer")
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_throttled_or_lost_is_asked_for_again_and_read() {
    for verb in VERBS {
        let expected = verb.expected().await;
        for route in ROUTES {
            for (wrong, calls) in
                [(vec![Answer::throttled()], 2), (vec![Answer::error("InternalServerError"), Answer::unsent()], 3)]
            {
                let answers = wrong.into_iter().chain([verb.right()]).collect();
                let (read, asked) = verb.ask(answers, route).await;
                assert_eq!((read.expect("a right answer at last"), asked), (expected.clone(), calls));
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_modelled_error_stays_one_with_its_request_id_and_is_not_asked_for_again() {
    for verb in VERBS {
        for route in ROUTES {
            let refused = Answer::error("ResourceNotFoundException").header("x-amzn-requestid", "the 7th");
            let (read, asked) = verb.ask(vec![refused, verb.right()], route).await;
            let Err(Error::Service(error)) = read else { panic!("{}: {read:?}", verb.operation) };
            assert_eq!((error.operation, error.code.as_deref()), (verb.operation, Some("ResourceNotFoundException")));
            assert_eq!(error.message(), "as the script says");
            assert_eq!(request_id(&error), Some("the 7th"));
            assert_eq!(asked, 1);
        }
    }
}

/// The request id of the SDK's own error.
fn request_id(error: &dynaschema::ServiceError) -> Option<&str> {
    use aws_sdk_dynamodb::error::SdkError;
    use aws_sdk_dynamodb::operation::*;
    let source = std::error::Error::source(error)?;
    macro_rules! of {
        ($($error:ty),*) => {
            None$(.or_else(|| source.downcast_ref::<SdkError<$error>>()?.as_service_error()?.meta().request_id()))*
        };
    }
    of![
        get_item::GetItemError,
        query::QueryError,
        scan::ScanError,
        batch_get_item::BatchGetItemError,
        transact_get_items::TransactGetItemsError,
        execute_statement::ExecuteStatementError
    ]
}

fn checksum(body: &str) -> String {
    crc32fast::hash(body.as_bytes()).to_string()
}

#[tokio::test(start_paused = true)]
async fn what_was_changed_on_its_way_is_asked_for_again_and_no_more_than_the_sdk_does() {
    const CHECKSUM: &str = "x-amz-crc32";
    for verb in VERBS {
        let expected = verb.expected().await;
        let sum = checksum(&verb.answer(ITEM));
        // A letter of the title is another, and all is still JSON.
        let changed = || Answer::bytes(200, verb.answer(ITEM).replace("\"A\"", "\"B\"")).header(CHECKSUM, &*sum);
        let right = || verb.right().header(CHECKSUM, &*sum);
        for route in [Route::Wire, Route::Fastest] {
            let (read, asked) = verb.ask(vec![right()], route).await;
            assert_eq!((read.expect("a right answer"), asked), (expected.clone(), 1));
            let (read, asked) = verb.ask(vec![changed(), right()], route).await;
            assert_eq!((read.expect("a right answer at last"), asked), (expected.clone(), 2));
            let (read, asked) = verb.ask(vec![changed(), changed(), changed(), right()], route).await;
            let error = read.expect_err("never a right answer").to_string();
            assert!(error.contains("changed on its way") && error.contains(&sum), "{}: {error}", verb.operation);
            assert_eq!(asked, 3);
        }
    }
}
